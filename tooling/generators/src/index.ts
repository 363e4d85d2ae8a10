export { type Generated, generate } from './generate.ts';
export { GeneratorError } from './generator-error.ts';
export { type Application, findApplication, type Layout } from './layout.ts';
export type { Access, GeneratorRequest, NextSteps } from './request.ts';
