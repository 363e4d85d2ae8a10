import { createAuthRouters } from '@trastienda/auth/procedures';
import { AUTH_PERMISSIONS } from '@trastienda/auth-contract';
import { asPublicRouter } from '@trastienda/procedures';
import { AUTH_SCHEMAS } from './contract.ts';
import { notes } from './notes/note-procedures.ts';
import { formatError, mutation, query, t } from './procedures.ts';

const auth = createAuthRouters({ query, mutation }, AUTH_SCHEMAS, {
  limits: { auth: 'auth', secrets: 'auth' },
  permissions: AUTH_PERMISSIONS,
});

const procedures = {
  ...auth,
  notes,
};

export const appRouter = t.router(procedures);
const publicRouter = asPublicRouter(appRouter, procedures, formatError);
/** Types of all procedures and of their errors, for clients. */
export type AppRouter = typeof publicRouter;
