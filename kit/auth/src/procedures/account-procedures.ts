import {
  Acknowledged,
  ChangeEmailInput,
  ChangePasswordInput,
  ConfirmTotpInput,
  RecoveryCodes,
  RevokeSessionInput,
  SessionList,
  TotpEnrollment,
  UpdateAccountInput,
} from '@trastienda/auth-contract';
import type { AnyAccessRules, ProcedureFunctions } from '@trastienda/procedures';
import type { AccountService } from '../services.ts';
import {
  type AccountSchemas,
  type AuthContext,
  type AuthErrorTable,
  HASHING_COST,
  type HashingOptions,
  type LimitNames,
} from './parameters.ts';

/** Creates the procedures with which an account manages itself. */
export function createAccountProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Table extends AuthErrorTable,
  Rules extends AnyAccessRules,
  Context extends AuthContext<
    { readonly account: AccountService<Role, Permission> },
    Role,
    Permission
  >,
>(
  { mutation, query }: ProcedureFunctions<Context, Table, Role, Permission, Limit, Rules>,
  { AccountView }: Pick<AccountSchemas<NoInfer<Role>, NoInfer<Permission>>, 'AccountView'>,
  {
    limits: { secrets },
    hashingCost = HASHING_COST,
  }: { readonly limits: Pick<LimitNames<Limit>, 'secrets'> } & HashingOptions,
) {
  return {
    changePassword: mutation(
      {
        access: 'own',
        summary: 'Changes the password, and ends all other sessions',
        http: 'PUT /account/password',
        input: ChangePasswordInput,
        output: Acknowledged,
        errors: ['PASSWORD_INCORRECT', 'PASSWORD_UNACCEPTABLE'],
        idempotency: 'none',
        cost: hashingCost,
        limits: [secrets],
      },
      ({ ctx, input }) => ctx.services.account.changePassword(ctx.actor, input, ctx.origin),
    ),

    confirmTotp: mutation(
      {
        access: 'own',
        summary: 'Activates the authenticator app with its first code',
        http: 'POST /account/totp/confirm',
        input: ConfirmTotpInput,
        output: RecoveryCodes,
        errors: ['SECOND_FACTOR_INVALID', 'SECOND_FACTOR_STATE_INVALID'],
        idempotency: 'none',
        limits: [secrets],
      },
      ({ ctx, input }) => ctx.services.account.confirmTotp(ctx.actor, input, ctx.origin),
    ),

    delete: mutation(
      {
        access: 'own',
        recent: true,
        summary: 'Deletes the account',
        http: 'DELETE /account',
        output: Acknowledged,
        errors: ['ACCOUNT_LAST_OWNER'],
        idempotency: 'natural',
        session: 'end',
        limits: [secrets],
      },
      ({ ctx }) => ctx.services.account.delete(ctx.actor, ctx.origin),
    ),

    disableTotp: mutation(
      {
        access: 'own',
        recent: true,
        summary: 'Removes the authenticator app',
        http: 'DELETE /account/totp',
        output: Acknowledged,
        errors: ['SECOND_FACTOR_STATE_INVALID'],
        idempotency: 'none',
        limits: [secrets],
      },
      ({ ctx }) => ctx.services.account.disableTotp(ctx.actor, ctx.origin),
    ),

    get: query(
      {
        access: 'own',
        summary: 'Returns the account',
        http: 'GET /account',
        output: AccountView,
        tags: ({ ctx }) => [`account:${ctx.actor.accountId}`],
      },
      ({ ctx }) => ctx.services.account.get(ctx.actor),
    ),

    listSessions: query(
      {
        access: 'own',
        summary: 'Lists the sessions of the account',
        http: 'GET /account/sessions',
        output: SessionList,
        tags: ({ ctx }) => [`sessions:${ctx.actor.accountId}`],
      },
      ({ ctx }) => ctx.services.account.listSessions(ctx.actor),
    ),

    replaceRecoveryCodes: mutation(
      {
        access: 'own',
        recent: true,
        summary: 'Replaces the recovery codes; earlier ones are void',
        http: 'PUT /account/recovery-codes',
        output: RecoveryCodes,
        errors: ['SECOND_FACTOR_STATE_INVALID'],
        idempotency: 'none',
        limits: [secrets],
      },
      ({ ctx }) => ctx.services.account.replaceRecoveryCodes(ctx.actor, ctx.origin),
    ),

    requestEmailChange: mutation(
      {
        access: 'own',
        recent: true,
        summary: 'Emails both addresses a link that confirms a change of address',
        description: 'The response is the same when the new address belongs to another account.',
        http: 'POST /account/email-change',
        input: ChangeEmailInput,
        output: Acknowledged,
        idempotency: 'none',
        limits: [secrets],
      },
      ({ ctx, input }) => ctx.services.account.requestEmailChange(ctx.actor, input, ctx.origin),
    ),

    revokeOtherSessions: mutation(
      {
        access: 'own',
        summary: 'Ends all other sessions of the account',
        http: 'POST /account/sessions/revoke-others',
        output: Acknowledged,
        idempotency: 'natural',
      },
      ({ ctx }) => ctx.services.account.revokeOtherSessions(ctx.actor, ctx.origin),
    ),

    revokeSession: mutation(
      {
        access: 'own',
        summary: 'Ends a session of the account',
        http: 'DELETE /account/sessions/{sessionId}',
        input: RevokeSessionInput,
        output: Acknowledged,
        errors: ['SESSION_NOT_FOUND'],
        idempotency: 'natural',
      },
      ({ ctx, input }) => ctx.services.account.revokeSession(ctx.actor, input, ctx.origin),
    ),

    startTotp: mutation(
      {
        access: 'own',
        recent: true,
        summary: 'Starts the setup of an authenticator app',
        http: 'POST /account/totp',
        output: TotpEnrollment,
        errors: ['SECOND_FACTOR_STATE_INVALID'],
        idempotency: 'none',
        limits: [secrets],
      },
      ({ ctx }) => ctx.services.account.startTotp(ctx.actor, ctx.origin),
    ),

    update: mutation(
      {
        access: 'own',
        summary: 'Changes name or language of the account',
        http: 'PATCH /account',
        input: UpdateAccountInput,
        output: AccountView,
        idempotency: 'natural',
      },
      ({ ctx, input }) => ctx.services.account.update(ctx.actor, input, ctx.origin),
    ),
  };
}
