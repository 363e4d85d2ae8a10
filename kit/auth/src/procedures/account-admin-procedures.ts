import { AccountIdInput } from '@trastienda/auth-contract';
import type { AnyAccessRules, ProcedureFunctions } from '@trastienda/procedures';
import { z } from 'zod';
import type { AccountAdminService } from '../services.ts';
import type { AccountSchemas, AuthContext, AuthErrorTable, PermissionNames } from './parameters.ts';

/** Creates the procedures with which staff manage accounts. */
export function createAccountAdminProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Table extends AuthErrorTable,
  Rules extends AnyAccessRules,
  Context extends AuthContext<{ readonly accounts: AccountAdminService<Role> }, Role, Permission>,
>(
  { mutation, query }: ProcedureFunctions<Context, Table, Role, Permission, Limit, Rules>,
  {
    ListAccountsInput,
    SetRoleInput,
    StaffAccountPage,
    StaffAccountView,
  }: Pick<
    AccountSchemas<NoInfer<Role>, NoInfer<Permission>>,
    'ListAccountsInput' | 'SetRoleInput' | 'StaffAccountPage' | 'StaffAccountView'
  >,
  {
    permissions,
  }: {
    readonly permissions: Pick<PermissionNames<Permission>, 'readAccounts' | 'writeAccounts'>;
  },
) {
  return {
    disable: mutation(
      {
        access: permissions.writeAccounts,
        recent: true,
        summary: 'Disables an account, and ends all its sessions and API keys',
        input: AccountIdInput,
        output: StaffAccountView,
        errors: ['ACCOUNT_NOT_FOUND', 'ACCOUNT_LAST_OWNER'],
        idempotency: 'natural',
      },
      ({ ctx, input }) => ctx.services.accounts.disable(input, ctx.origin),
    ),

    enable: mutation(
      {
        access: permissions.writeAccounts,
        recent: true,
        summary: 'Enables a disabled account',
        input: AccountIdInput,
        output: StaffAccountView,
        errors: ['ACCOUNT_NOT_FOUND'],
        idempotency: 'natural',
      },
      ({ ctx, input }) => ctx.services.accounts.enable(input, ctx.origin),
    ),

    get: query(
      {
        access: permissions.readAccounts,
        summary: 'Returns an account',
        input: AccountIdInput,
        output: StaffAccountView,
        errors: ['ACCOUNT_NOT_FOUND'],
      },
      ({ ctx, input }) => ctx.services.accounts.get(input),
    ),

    list: query(
      {
        access: permissions.readAccounts,
        summary: 'Lists accounts, newest first',
        input: z.prefault(ListAccountsInput, {}),
        output: StaffAccountPage,
        errors: ['CURSOR_INVALID'],
      },
      ({ ctx, input }) => ctx.services.accounts.list(input),
    ),

    removeSecondFactor: mutation(
      {
        access: permissions.writeAccounts,
        recent: true,
        summary: 'Removes the second factor of an account, and notifies its owner',
        description: 'For people who lost both authenticator app and recovery codes.',
        input: AccountIdInput,
        output: StaffAccountView,
        errors: ['ACCOUNT_NOT_FOUND', 'SECOND_FACTOR_STATE_INVALID'],
        idempotency: 'none',
      },
      ({ ctx, input }) => ctx.services.accounts.removeSecondFactor(input, ctx.origin),
    ),

    setRole: mutation(
      {
        access: permissions.writeAccounts,
        recent: true,
        summary: 'Changes the role of an account, for its live sessions at once',
        input: SetRoleInput,
        output: StaffAccountView,
        errors: ['ACCOUNT_NOT_FOUND', 'ACCOUNT_LAST_OWNER'],
        idempotency: 'natural',
      },
      ({ ctx, input }) => ctx.services.accounts.setRole(input, ctx.origin),
    ),
  };
}
