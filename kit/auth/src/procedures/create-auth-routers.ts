import type { AuthAction } from '@trastienda/auth-contract';
import type { ProcedureBases } from '@trastienda/procedures';
import type { AuthServices } from '../services.ts';
import { createAccountAdminProcedures } from './account-admin-procedures.ts';
import { createAccountProcedures } from './account-procedures.ts';
import { createApiKeyProcedures } from './api-key-procedures.ts';
import { createAuditProcedures } from './audit-procedures.ts';
import { createAuthProcedures } from './auth-procedures.ts';
import type {
  AccountSchemas,
  ApiKeySchemas,
  AuditSchemas,
  AuthContext,
  AuthProcedureOptions,
} from './parameters.ts';

/** The services of auth with the roles of an application that audits no further actions. */
export type AuthServicesOf<
  Application extends {
    readonly roles: readonly string[];
    readonly permissions: readonly string[];
  },
> = AuthServices<Application['roles'][number], Application['permissions'][number], AuthAction>;

/**
 * Creates all procedures of auth, as records for `t.router`. An application that needs only some of
 * them calls the function of each, which has the same parameters and needs fewer names and services.
 *
 * @example
 * const { t, formatError, ...bases } = createProcedures<{
 *   readonly services: AuthServices<Role, Permission, Action>;
 * }>()({ errors: ERRORS, roles: ROLES, limits: ['auth', 'secrets'] });
 *
 * const procedures = createAuthRouters(
 *   bases,
 *   defineAuthSchemas(ROLES),
 *   { limits: { auth: 'auth', secrets: 'secrets' }, permissions: AUTH_PERMISSIONS },
 * );
 * export const appRouter = t.router(procedures);
 */
export function createAuthRouters<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Action extends string,
  Context extends AuthContext<AuthServices<Role, Permission, Action>, Role, Permission>,
>(
  bases: ProcedureBases<Context, Role, Permission, Limit>,
  schemas: AccountSchemas<Role, Permission> & ApiKeySchemas<Permission> & AuditSchemas<Action>,
  options: AuthProcedureOptions<Permission, Limit>,
) {
  // The type arguments are stated: inferring them costs the compiler more than the procedures do.
  return {
    auth: createAuthProcedures<Role, Permission, Limit, Context>(bases, schemas, options),
    account: createAccountProcedures<Role, Permission, Limit, Context>(bases, schemas, options),
    accounts: createAccountAdminProcedures<Role, Permission, Limit, Context>(
      bases,
      schemas,
      options,
    ),
    apiKeys: createApiKeyProcedures<Role, Permission, Limit, Context>(bases, schemas, options),
    audit: createAuditProcedures<Role, Permission, Limit, Action, Context>(bases, schemas, options),
  };
}
