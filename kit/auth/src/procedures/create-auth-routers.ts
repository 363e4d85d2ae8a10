import type { AuthAction } from '@trastienda/auth-contract';
import type { AnyAccessRules, ProcedureFunctions } from '@trastienda/procedures';
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
  AuthErrorTable,
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
 * const { t, query, mutation } = createProcedures<{
 *   readonly services: AuthServices<Role, Permission, Action>;
 * }>()({ errors: ERRORS, roles: ROLES, limits: ['auth', 'secrets'] });
 *
 * const procedures = createAuthRouters(
 *   { query, mutation },
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
  Table extends AuthErrorTable,
  Rules extends AnyAccessRules,
  Context extends AuthContext<AuthServices<Role, Permission, Action>, Role, Permission>,
>(
  functions: ProcedureFunctions<Context, Table, Role, Permission, Limit, Rules>,
  schemas: AccountSchemas<NoInfer<Role>, NoInfer<Permission>> &
    ApiKeySchemas<NoInfer<Permission>> &
    AuditSchemas<Action>,
  options: AuthProcedureOptions<Permission, Limit>,
) {
  // The type arguments are stated: inferring them costs the compiler more than the procedures do.
  return {
    auth: createAuthProcedures<Role, Permission, Limit, Table, Rules, Context>(
      functions,
      schemas,
      options,
    ),
    account: createAccountProcedures<Role, Permission, Limit, Table, Rules, Context>(
      functions,
      schemas,
      options,
    ),
    accounts: createAccountAdminProcedures<Role, Permission, Limit, Table, Rules, Context>(
      functions,
      schemas,
      options,
    ),
    apiKeys: createApiKeyProcedures<Role, Permission, Limit, Table, Rules, Context>(
      functions,
      schemas,
      options,
    ),
    audit: createAuditProcedures<Role, Permission, Limit, Action, Table, Rules, Context>(
      functions,
      schemas,
      options,
    ),
  };
}
