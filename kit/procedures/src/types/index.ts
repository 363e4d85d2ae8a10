export { emitRouterTypes, type RouterTypesOptions } from './emit-router-types.ts';
export type { SchemaModules } from './schema-names.ts';
