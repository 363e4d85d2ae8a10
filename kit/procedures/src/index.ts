export type { AnswerCache, CachedQuestion, TaggedAnswer } from './answers/answer-cache.ts';
export type { BoundCall, CallRecord, LimitedCall, ProcedureContext, RunWithin } from './context.ts';
export { createProcedures, type ProceduresOptions } from './create-procedures.ts';
export type { AnyAccessRules } from './declarations/access-rules.ts';
export type { CachePolicy } from './declarations/caching.ts';
export type { Idempotency } from './declarations/declaration.ts';
export type {
  DeclareMutation,
  DeclareQuery,
  DeclareSubscription,
  ProcedureFunctions,
  ProcedureTypes,
  PromisedReason,
} from './declarations/procedure-functions.ts';
export type { ProcedureMeta } from './declarations/procedure-meta.ts';
export { COMMON_REASONS } from './declarations/promised-reasons.ts';
export { onBrokenPromise } from './errors/broken-promise.ts';
export type { ErrorFormatInput } from './errors/error-shape.ts';
export type { FailureData, FailureShape } from './errors/failure-shape.ts';
export type { FieldIssue } from './errors/field-issues.ts';
export {
  type CompleteErrorTable,
  createErrorTranslator,
  type ErrorTranslator,
  toTrpcError,
} from './errors/translate-errors.ts';
export { createProcedureFinder, type FindProcedure, type ProcedureInfo } from './find-procedure.ts';
export {
  createLiveQueries,
  type LiveQueries,
  type LiveQueriesOptions,
  type WatchOptions,
} from './live/create-live-queries.ts';
export { LiveQueriesInput, LiveUpdate, MAX_LIVE_QUERIES } from './live/live-schemas.ts';
export type { PublicRouter } from './public-router.ts';
export { createPromises, type RouterPromises } from './router-promises.ts';
export type { SessionTransport, SignInOutcome, StartedSession } from './session-transport.ts';
