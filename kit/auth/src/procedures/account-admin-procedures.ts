import { AccountIdInput } from '@trastienda/auth-contract';
import type { ProcedureBases } from '@trastienda/procedures';
import { z } from 'zod';
import type { AccountAdminService } from '../services.ts';
import type { AccountSchemas, AuthContext, PermissionNames } from './parameters.ts';

/** Creates the procedures with which staff manage accounts. */
export function createAccountAdminProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Context extends AuthContext<{ readonly accounts: AccountAdminService<Role> }, Role, Permission>,
>(
  { staffProcedure }: ProcedureBases<Context, Role, Permission, Limit>,
  {
    ListAccountsInput,
    SetRoleInput,
    StaffAccountPage,
    StaffAccountView,
  }: Pick<
    AccountSchemas<Role, Permission>,
    'ListAccountsInput' | 'SetRoleInput' | 'StaffAccountPage' | 'StaffAccountView'
  >,
  {
    permissions,
  }: {
    readonly permissions: Pick<PermissionNames<Permission>, 'readAccounts' | 'writeAccounts'>;
  },
) {
  const reading = staffProcedure(permissions.readAccounts);
  const writing = staffProcedure(permissions.writeAccounts, { recent: true });
  return {
    disable: writing
      .input(AccountIdInput)
      .output(StaffAccountView)
      .mutation(({ ctx, input }) => ctx.services.accounts.disable(input, ctx.origin)),

    enable: writing
      .input(AccountIdInput)
      .output(StaffAccountView)
      .mutation(({ ctx, input }) => ctx.services.accounts.enable(input, ctx.origin)),

    get: reading
      .input(AccountIdInput)
      .output(StaffAccountView)
      .query(({ ctx, input }) => ctx.services.accounts.get(input)),

    list: reading
      .input(z.prefault(ListAccountsInput, {}))
      .output(StaffAccountPage)
      .query(({ ctx, input }) => ctx.services.accounts.list(input)),

    removeSecondFactor: writing
      .input(AccountIdInput)
      .output(StaffAccountView)
      .mutation(({ ctx, input }) => ctx.services.accounts.removeSecondFactor(input, ctx.origin)),

    setRole: writing
      .input(SetRoleInput)
      .output(StaffAccountView)
      .mutation(({ ctx, input }) => ctx.services.accounts.setRole(input, ctx.origin)),
  };
}
