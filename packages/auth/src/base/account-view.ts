import {
  type AccountView,
  ROLE_PERMISSIONS,
  type StaffAccountView,
} from '@trastienda/shop-contract';
import type { AccountState } from '@trastienda/shop-db';

/** Returns the account as its owner sees it. */
export function toAccountView(account: AccountState): AccountView {
  const { id, name, locale, role } = account;
  return {
    id,
    email: account.email ?? '',
    name,
    locale,
    role,
    permissions: [...ROLE_PERMISSIONS[role]],
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
