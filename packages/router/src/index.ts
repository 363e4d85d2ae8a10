export type { AppRouter } from './app-router.ts';
export type { CallRecord, RouterContext, Services } from './context.ts';
export { appRouter } from './root-router.ts';
