import { mapPage } from '@trastienda/mongo';
import {
  ROLE_PERMISSIONS,
  type Role,
  ShopError,
  type StaffAccountView,
} from '@trastienda/shop-contract';
import { type AccountState, emailKey } from '@trastienda/shop-db';
import type { AuthDeps } from '../auth-deps.ts';
import { toStaffAccountView } from '../base/account-view.ts';
import { recipientOf } from '../base/recipient.ts';
import { requireRolePermissions } from '../base/require-role-permissions.ts';
import type { AccountAdminService } from '../services.ts';
import { requireAnotherOwner } from './require-another-owner.ts';
import { revokeAccess } from './revoke-access.ts';

function losesPermissions(before: Role, after: Role): boolean {
  return ROLE_PERMISSIONS[before].some(
    (permission) => !ROLE_PERMISSIONS[after].includes(permission),
  );
}

function orNotFound(account: AccountState | null): AccountState {
  if (account === null) throw new ShopError('ACCOUNT_NOT_FOUND');
  return account;
}

/** Creates the service by which staff manage accounts. */
export function createAccountAdminService(deps: AuthDeps): AccountAdminService {
  const { database, clock, emails, record } = deps;
  const { accounts, apiKeys, oneTimeTokens } = database;

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
        await requireRolePermissions(accounts, origin, account.role, role);
        if (account.role === role) return toStaffAccountView(account);
        if (role !== 'owner') await requireAnotherOwner(accounts, account);
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
        await requireRolePermissions(accounts, origin, account.role);
        if (account.disabledAt !== null) return toStaffAccountView(account);
        await requireAnotherOwner(accounts, account);
        await accounts.setDisabled(id, clock.now());
        await revokeAccess(deps, id);
        await record(origin, { action: 'account.disabled', subjectId: id });
        return get(id);
      }),

    enable: ({ id }, origin) =>
      database.transaction(async () => {
        const account = orNotFound(await accounts.lock(id));
        await requireRolePermissions(accounts, origin, account.role);
        if (account.disabledAt === null) return toStaffAccountView(account);
        await accounts.setDisabled(id, null);
        await record(origin, { action: 'account.enabled', subjectId: id });
        return get(id);
      }),

    removeSecondFactor: ({ id }, origin) =>
      database.transaction(async () => {
        const account = orNotFound(await accounts.lock(id));
        await requireRolePermissions(accounts, origin, account.role);
        const isRemoved = account.totp?.isConfirmed && (await accounts.removeTotp(id));
        if (!isRemoved) throw new ShopError('SECOND_FACTOR_STATE_INVALID');
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
