export type { CallLimit, CallRecord, LimitedCall, RouterContext, Services } from './context.ts';
export { findProcedure } from './find-procedure.ts';
export { createShopOpenApi } from './open-api.ts';
export { toAppError } from './procedures.ts';
export { appRouter } from './root-router.ts';
