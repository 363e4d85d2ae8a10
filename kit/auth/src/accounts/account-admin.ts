import { AuthError, type StaffAccountView } from '@trastienda/auth-contract';
import { mapPage } from '@trastienda/mongo';
import type { AuthDeps } from '../auth-deps.ts';
import { toStaffAccountView } from '../base/account-view.ts';
import { recipientOf } from '../base/recipient.ts';
import { requireRolePermissions } from '../base/require-role-permissions.ts';
import { type AccountState, emailKey } from '../collections/index.ts';
import type { AccountAdminService } from '../services.ts';
import { requireAnotherOwner } from './require-another-owner.ts';
import { revokeAccess } from './revoke-access.ts';

function orNotFound(account: AccountState | null): AccountState {
  if (account === null) throw new AuthError('ACCOUNT_NOT_FOUND');
  return account;
}

/** Creates the service by which staff manage accounts. */
export function createAccountAdminService(deps: AuthDeps): AccountAdminService {
  const { database, clock, emails, record, roles } = deps;
  const { accounts, apiKeys, oneTimeTokens } = database;

  const losesPermissions = (before: string, after: string): boolean => {
    const left = roles.permissionsOf(after);
    return roles.permissionsOf(before).some((permission) => !left.includes(permission));
  };

  const get = async (id: string): Promise<StaffAccountView> =>
    toStaffAccountView(orNotFound(await accounts.find(id)));

  return {
    async list({ email, ...input }) {
      const filter = email !== undefined && { emailKey: emailKey(email) };
      return mapPage(await accounts.list({ ...input, ...filter }), toStaffAccountView);
    },

    get: ({ id }) => get(id),

    setRole: ({ id, role }, origin) =>
      database.transaction(async () => {
        const account = orNotFound(await accounts.lock(id));
        await requireRolePermissions(deps, origin, account.role, role);
        if (account.role === role) return toStaffAccountView(account);
        if (role !== roles.ownerRole) await requireAnotherOwner(deps, account);
        await accounts.setRole(id, role);
        // An API key must not exceed its creator's permissions, and its purpose is no longer
        // certain.
        if (losesPermissions(account.role, role)) await apiKeys.revokeByCreator(id, clock.now());
        await record(origin, {
          action: 'account.role-changed',
          subjectId: id,
          details: { from: account.role, to: role },
        });
        return get(id);
      }),

    disable: ({ id }, origin) =>
      database.transaction(async () => {
        const account = orNotFound(await accounts.lock(id));
        await requireRolePermissions(deps, origin, account.role);
        if (account.disabledAt !== null) return toStaffAccountView(account);
        await requireAnotherOwner(deps, account);
        await accounts.setDisabled(id, clock.now());
        await revokeAccess(deps, id);
        await record(origin, { action: 'account.disabled', subjectId: id });
        return get(id);
      }),

    enable: ({ id }, origin) =>
      database.transaction(async () => {
        const account = orNotFound(await accounts.lock(id));
        await requireRolePermissions(deps, origin, account.role);
        if (account.disabledAt === null) return toStaffAccountView(account);
        await accounts.setDisabled(id, null);
        await record(origin, { action: 'account.enabled', subjectId: id });
        return get(id);
      }),

    removeSecondFactor: ({ id }, origin) =>
      database.transaction(async () => {
        const account = orNotFound(await accounts.lock(id));
        await requireRolePermissions(deps, origin, account.role);
        const isRemoved = account.totp?.isConfirmed && (await accounts.removeTotp(id));
        if (!isRemoved) throw new AuthError('SECOND_FACTOR_STATE_INVALID');
        await oneTimeTokens.deleteByAccount(id, 'second-factor');
        await record(origin, { action: 'account.second-factor-disabled', subjectId: id });
        const { email } = account;
        if (email !== null) {
          const content = { template: 'second-factor-removed' } as const;
          await emails.enqueue({ ...recipientOf({ ...account, email }), content });
        }
        return get(id);
      }),
  };
}
