export type { AppRouter } from './app-router.ts';
export type { CallRecord, RouterContext, Services, SessionTransport } from './context.ts';
export { toShopError, toTrpcError } from './errors/to-shop-error.ts';
export { appRouter } from './root-router.ts';
