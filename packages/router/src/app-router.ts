import type { TRPCBuiltRouter, TRPCRouterRecord } from '@trpc/server';
import { formatError } from './errors/error-shape.ts';
import { appRouter, procedures } from './root-router.ts';

/**
 * Types a router without its context, which would pull the services, Mongoose and their
 * dependencies into the declarations.
 */
function asPublic<Procedures extends TRPCRouterRecord, Shape>(
  router: object,
  _procedures: Procedures,
  _format: (input: never) => Shape,
) {
  return router as TRPCBuiltRouter<
    { ctx: object; meta: object; errorShape: Shape; transformer: false },
    Procedures
  >;
}

const publicRouter = asPublic(appRouter, procedures, formatError);

/**
 * Types of all procedures, for clients. It is the type of a constant, not of an expression over
 * other types, so that its declarations are written out and import nothing but `@trpc/server`.
 */
export type AppRouter = typeof publicRouter;
