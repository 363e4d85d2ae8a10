export { type DeclaredProcedure, declaredProcedures } from '../types/router-procedures.ts';
export { convertSchemas } from './convert-schemas.ts';
export type { ExampleValues } from './create-examples.ts';
export {
  createOpenApi,
  type OpenApiDocument,
  type OpenApiOptions,
  type OpenApiSecurity,
} from './create-open-api.ts';
export { type JsonSchema, omitKeywords } from './json-schema.ts';
export { type InputParts, inputParts } from './operation.ts';
export { rejectFields, rejectUnknownFields } from './reject-unknown-fields.ts';
export { type RestRoute, restRoutes } from './rest-routes.ts';
