export type { CallRecord, LimitedCall, ProcedureContext } from './context.ts';
export { createProcedures, type ProceduresOptions } from './create-procedures.ts';
export { onBrokenPromise } from './errors/broken-promise.ts';
export type { ErrorFormatInput } from './errors/error-shape.ts';
export type { FailureData, FailureShape } from './errors/failure-shape.ts';
export {
  type CompleteErrorTable,
  createErrorTranslator,
  type ErrorTranslator,
  toTrpcError,
} from './errors/translate-errors.ts';
export {
  createProcedureFinder,
  type FindProcedure,
  type ProcedureInfo,
  type ProcedureMeta,
} from './find-procedure.ts';
export type { ProcedureBase, ProcedureBases } from './procedure-bases.ts';
export { asPublicRouter } from './public-router.ts';
export type { SessionTransport, SignInOutcome, StartedSession } from './session-transport.ts';
