import type { AccountView, StaffAccountView } from '@trastienda/auth-contract';
import type { AccountState } from '../collections/index.ts';
import type { RoleRules } from '../roles/role-rules.ts';

/** Returns the account as its owner sees it. */
export function toAccountView(
  account: AccountState,
  { permissionsOf }: Pick<RoleRules, 'permissionsOf'>,
): AccountView {
  const { id, name, locale, role } = account;
  return {
    id,
    email: account.email ?? '',
    name,
    locale,
    role,
    permissions: [...permissionsOf(role)],
    hasSecondFactor: account.totp?.isConfirmed ?? false,
    recoveryCodes: account.recoveryCodeHashes.length,
    createdAt: account.createdAt.toISOString(),
  };
}

/** Returns the account as staff see it. */
export function toStaffAccountView(account: AccountState): StaffAccountView {
  const { id, email, name, locale, role } = account;
  return {
    id,
    email,
    name,
    locale,
    role,
    hasSecondFactor: account.totp?.isConfirmed ?? false,
    createdAt: account.createdAt.toISOString(),
    disabledAt: account.disabledAt?.toISOString() ?? null,
    deletedAt: account.deletedAt?.toISOString() ?? null,
  };
}
