import { createAuthRouters } from '@trastienda/auth/procedures';
import { AUTH_PERMISSIONS } from '@trastienda/auth-contract';
import type { PublicRouter } from '@trastienda/procedures';
import { AUTH_SCHEMAS, type ERRORS } from './contract.ts';
import { notes } from './notes/note-procedures.ts';
import { mutation, query, t } from './procedures.ts';

const auth = createAuthRouters({ query, mutation }, AUTH_SCHEMAS, {
  limits: { auth: 'auth', secrets: 'auth' },
  permissions: AUTH_PERMISSIONS,
});

const procedures = { ...auth, notes };

export const appRouter = t.router(procedures);
/** Types of all procedures and of their errors, for clients. */
export type AppRouter = PublicRouter<typeof procedures, typeof ERRORS>;
