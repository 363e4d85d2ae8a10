export type { AppRouter } from './app-router.ts';
export {
  type ClientError,
  type ErrorReason,
  isClientError,
  retryAfterSeconds,
} from './client-error.ts';
export {
  type Client,
  type ClientHeaders,
  type ClientOptions,
  createClient,
} from './create-client.ts';
export type { GuestStorage } from './guest/guest-storage.ts';
export { createImportForm, type ImportFormOptions } from './import-form.ts';
export { createInventoryForm, type InventoryFormOptions } from './inventory-form.ts';
export { newIdempotencyKey } from './new-idempotency-key.ts';
export type { RouterInputs, RouterOutputs } from './router-types.ts';
export { createMemoryTokenStorage } from './session/create-memory-token-storage.ts';
export type {
  MaybeToken,
  OnSessionEnded,
  SessionEndedEvent,
  SessionMode,
  TokenStorage,
} from './session/session-mode.ts';
