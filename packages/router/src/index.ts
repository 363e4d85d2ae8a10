export type { CallLimit, CallRecord, LimitedCall, RouterContext, Services } from './context.ts';
export { findProcedure } from './find-procedure.ts';
export { toAppError } from './procedures.ts';
export { appRouter } from './root-router.ts';
