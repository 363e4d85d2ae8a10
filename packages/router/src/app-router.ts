import { asPublicRouter } from '@trastienda/procedures';
import { formatError } from './procedures.ts';
import { appRouter, procedures } from './root-router.ts';

const publicRouter = asPublicRouter(appRouter, procedures, formatError);

/**
 * Types of all procedures, for clients. It is the type of a constant, so that its declarations are
 * written out and import nothing but `@trpc/server`.
 */
export type AppRouter = typeof publicRouter;
