export type { AppRouter } from './app-router.ts';
export type {
  CallLimit,
  CallRecord,
  LimitedCall,
  RouterContext,
  Services,
  SessionTransport,
} from './context.ts';
export { toShopError, toTrpcError } from './errors/to-shop-error.ts';
export { findProcedure, type ProcedureInfo } from './find-procedure.ts';
export { appRouter } from './root-router.ts';
