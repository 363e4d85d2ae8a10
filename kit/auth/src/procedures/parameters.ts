import type {
  AUTH_ERRORS,
  defineAccountSchemas,
  defineApiKeySchemas,
  defineAuditSchemas,
} from '@trastienda/auth-contract';
import type { CompleteErrorTable, ProcedureContext } from '@trastienda/procedures';
import type { z } from 'zod';

/** The context of calls, as far as these procedures read it: these services of auth, for example. */
export type AuthContext<
  Services extends object,
  Role extends string,
  Permission extends string,
> = Pick<ProcedureContext<Role, Permission>, 'origin' | 'session'> & {
  readonly services: Services;
};

/** An error table that includes those of the kit and of auth. */
export type AuthErrorTable = CompleteErrorTable &
  Readonly<Record<keyof typeof AUTH_ERRORS, CompleteErrorTable[string]>>;

/**
 * The schemas as far as procedures use them. Comparing whole zod objects takes the compiler longer
 * than all procedures here.
 */
type Parsers<Schemas extends Record<keyof Schemas, z.core.$ZodType>> = {
  readonly [Name in keyof Schemas]: z.core.$ZodType<
    z.output<Schemas[Name]>,
    z.input<Schemas[Name]>
  >;
};

/** The schemas of accounts that have the roles of an application. */
export type AccountSchemas<Role extends string, Permission extends string> = Parsers<
  Pick<
    ReturnType<typeof defineAccountSchemas<Role, Permission>>,
    | 'AccountView'
    | 'CallerView'
    | 'ListAccountsInput'
    | 'SetRoleInput'
    | 'SignInResult'
    | 'StaffAccountPage'
    | 'StaffAccountView'
  >
>;
/** The schemas of API keys, which have permissions of an application. */
export type ApiKeySchemas<Permission extends string> = Parsers<
  Pick<
    ReturnType<typeof defineApiKeySchemas<Permission>>,
    'ApiKeyPage' | 'ApiKeyView' | 'CreateApiKeyInput' | 'CreatedApiKey'
  >
>;
/** The schemas of the audit log, which has the actions of an application. */
export type AuditSchemas<Action extends string> = Parsers<
  Pick<ReturnType<typeof defineAuditSchemas<Action>>, 'AuditPage' | 'ListAuditInput'>
>;

/** Limits of an application that count these calls beside its general one; one may serve as both. */
export interface LimitNames<Limit extends string> {
  /** Counts sign-ups, sign-ins and emailed links. */
  readonly auth: NoInfer<Limit>;
  /** Counts calls in which an account proves or changes its secrets, and new API keys. */
  readonly secrets: NoInfer<Limit>;
}

/** Permissions of an application for these calls; one may serve as several. */
export interface PermissionNames<Permission extends string> {
  readonly readAccounts: NoInfer<Permission>;
  readonly writeAccounts: NoInfer<Permission>;
  /** Permits creating, listing and revoking API keys. */
  readonly writeApiKeys: NoInfer<Permission>;
  readonly readAudit: NoInfer<Permission>;
}

export interface HashingOptions {
  /** Cost in points of a call that hashes or verifies a password; 10 by default. */
  readonly hashingCost?: number;
}

/** Limits and permissions of an application by their purpose here, and the cost of hashing. */
export interface AuthProcedureOptions<Permission extends string, Limit extends string>
  extends HashingOptions {
  readonly limits: LimitNames<Limit>;
  readonly permissions: PermissionNames<Permission>;
}

/** Cost in points of a call that hashes or verifies a password. */
export const HASHING_COST = 10;
