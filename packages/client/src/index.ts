export type { AppRouter } from './app-router.ts';
export { type ClientError, type ErrorReason, isClientError } from './client-error.ts';
export {
  type Client,
  type ClientHeaders,
  type ClientOptions,
  createClient,
} from './create-client.ts';
export { createImportForm } from './import-form.ts';
export type { RouterInputs, RouterOutputs } from './router-types.ts';
