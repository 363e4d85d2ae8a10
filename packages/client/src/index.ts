export {
  type BatchLimits,
  type ClientHeaders,
  createMemoryTokenStorage,
  type MaybeToken,
  newIdempotencyKey,
  type OnSessionEnded,
  type RetryOptions,
  type SessionEndedEvent,
  type SessionMode,
  type TokenStorage,
} from '@trastienda/client';
export type { AppRouter } from './app-router.ts';
export {
  type ClientError,
  type ErrorReason,
  isClientError,
  retryAfterSeconds,
} from './client-error.ts';
export { type Client, type ClientOptions, createClient } from './create-client.ts';
export type { GuestStorage } from './guest/guest-storage.ts';
export { createImportForm, type ImportFormOptions } from './import-form.ts';
export { createInventoryForm, type InventoryFormOptions } from './inventory-form.ts';
export type { RouterInputs, RouterOutputs } from './router-types.ts';
