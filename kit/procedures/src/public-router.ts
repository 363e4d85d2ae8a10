import type { TRPCBuiltRouter, TRPCRouterRecord } from '@trpc/server';

/**
 * Types a router without its context, which would pull the services and their dependencies into the
 * declarations. Export the type of a constant with the result, not of an expression over other types:
 * its declarations are then written out and import nothing but `@trpc/server`.
 *
 * @example
 * const publicRouter = asPublicRouter(appRouter, procedures, formatError);
 * export type AppRouter = typeof publicRouter;
 */
export function asPublicRouter<Procedures extends TRPCRouterRecord, Shape>(
  router: object,
  _procedures: Procedures,
  _formatError: (input: never) => Shape,
) {
  return router as TRPCBuiltRouter<
    { ctx: object; meta: object; errorShape: Shape; transformer: false },
    Procedures
  >;
}
