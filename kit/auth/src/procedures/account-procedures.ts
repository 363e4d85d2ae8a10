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
import type { ProcedureBases } from '@trastienda/procedures';
import type { AccountService } from '../services.ts';
import {
  type AccountSchemas,
  type AuthContext,
  HASHING_COST,
  type HashingOptions,
  type LimitNames,
} from './parameters.ts';

/** Creates the procedures with which an account manages itself. */
export function createAccountProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Context extends AuthContext<
    { readonly account: AccountService<Role, Permission> },
    Role,
    Permission
  >,
>(
  bases: ProcedureBases<Context, Role, Permission, Limit>,
  { AccountView }: Pick<AccountSchemas<Role, Permission>, 'AccountView'>,
  {
    limits: { secrets },
    hashingCost = HASHING_COST,
  }: { readonly limits: Pick<LimitNames<Limit>, 'secrets'> } & HashingOptions,
) {
  const { accountProcedure, recentProcedure } = bases;
  return {
    changePassword: accountProcedure
      .meta({ cost: hashingCost, limits: [secrets] })
      .input(ChangePasswordInput)
      .output(Acknowledged)
      .mutation(({ ctx, input }) =>
        ctx.services.account.changePassword(ctx.actor, input, ctx.origin),
      ),

    confirmTotp: accountProcedure
      .meta({ limits: [secrets] })
      .input(ConfirmTotpInput)
      .output(RecoveryCodes)
      .mutation(({ ctx, input }) => ctx.services.account.confirmTotp(ctx.actor, input, ctx.origin)),

    delete: recentProcedure
      .meta({ limits: [secrets] })
      .output(Acknowledged)
      .mutation(async ({ ctx }) => {
        ctx.session.requireClearable();
        const done = await ctx.services.account.delete(ctx.actor, ctx.origin);
        ctx.session.clear();
        return done;
      }),

    disableTotp: recentProcedure
      .meta({ limits: [secrets] })
      .output(Acknowledged)
      .mutation(({ ctx }) => ctx.services.account.disableTotp(ctx.actor, ctx.origin)),

    get: accountProcedure
      .output(AccountView)
      .query(({ ctx }) => ctx.services.account.get(ctx.actor)),

    listSessions: accountProcedure
      .output(SessionList)
      .query(({ ctx }) => ctx.services.account.listSessions(ctx.actor)),

    replaceRecoveryCodes: recentProcedure
      .meta({ limits: [secrets] })
      .output(RecoveryCodes)
      .mutation(({ ctx }) => ctx.services.account.replaceRecoveryCodes(ctx.actor, ctx.origin)),

    requestEmailChange: recentProcedure
      .meta({ limits: [secrets] })
      .input(ChangeEmailInput)
      .output(Acknowledged)
      .mutation(({ ctx, input }) =>
        ctx.services.account.requestEmailChange(ctx.actor, input, ctx.origin),
      ),

    revokeOtherSessions: accountProcedure
      .output(Acknowledged)
      .mutation(({ ctx }) => ctx.services.account.revokeOtherSessions(ctx.actor, ctx.origin)),

    revokeSession: accountProcedure
      .input(RevokeSessionInput)
      .output(Acknowledged)
      .mutation(({ ctx, input }) =>
        ctx.services.account.revokeSession(ctx.actor, input, ctx.origin),
      ),

    startTotp: recentProcedure
      .meta({ limits: [secrets] })
      .output(TotpEnrollment)
      .mutation(({ ctx }) => ctx.services.account.startTotp(ctx.actor, ctx.origin)),

    update: accountProcedure
      .input(UpdateAccountInput)
      .output(AccountView)
      .mutation(({ ctx, input }) => ctx.services.account.update(ctx.actor, input, ctx.origin)),
  };
}
