// Accounts

// Client
export type { BatchLimits } from './batching.ts';
export { can, type PermissionHolder } from './can.ts';
export type { ClientCall } from './client-call.ts';
export type {
  ClientHeaders,
  ClientOptions,
  ClientProtocol,
  SendRequest,
} from './client-options.ts';
export { type Client, createClient, type PlainRouter } from './create-client.ts';
// Inputs
export {
  createUploadForm,
  type UploadFields,
  type UploadFormOptions,
} from './create-upload-form.ts';
// Errors
export {
  type ClientError,
  type ClientErrorGuard,
  type ClientErrorWith,
  createClientErrorGuard,
  type ErrorData,
  type ErrorReason,
} from './errors/client-error.ts';
export { explainError } from './errors/explain-error.ts';
export { type FieldErrors, fieldErrorsOf } from './errors/field-errors.ts';
export { retryAfterSeconds } from './errors/retry-after.ts';
// Idempotency
export { newIdempotencyKey } from './idempotency/new-idempotency-key.ts';
// Live queries
export { createLive, type Live, type LiveOptions } from './live/create-live.ts';
export type { LiveListener } from './live/live-connection.ts';
// Money
export { formatMoney, type MoneyAmount } from './money/format-money.ts';
// Proof of work
export { solveProofOfWork } from './proof-of-work/solve-proof-of-work.ts';
export { randomText } from './random-text.ts';
export { type Retries, type RetryOptions, retryCalls } from './retries/retry-calls.ts';
export type { RouterPromises } from './router-promises.ts';
export {
  createServerClient,
  type ForwardOptions,
  forwardVisitor,
  type IncomingPageRequest,
  type ServerClientOptions,
} from './server/create-server-client.ts';
export { type ForwardedAddress, signAddress } from './server/sign-address.ts';
export type { OnSetCookie } from './server/visitor-cookies.ts';
// Sessions
export { createMemoryTokenStorage } from './session/create-memory-token-storage.ts';
export type {
  MaybeToken,
  OnSessionEnded,
  SessionEndedEvent,
  SessionMode,
  TokenStorage,
} from './session/session-mode.ts';
export type { SessionProtocol } from './session/session-protocol.ts';
