import { requirePermission } from '@trastienda/base';
import {
  type Actor,
  type CallOrigin,
  ROLE_PERMISSIONS,
  type Role,
} from '@trastienda/shop-contract';
import type { AccountStore } from '@trastienda/shop-db';
import { lockOwnAccount } from './active-account.ts';

/**
 * Returns the caller with its current permissions, in a transaction. An account is locked, so that
 * it cannot pass on a permission that it is about to lose.
 *
 * @throws {ShopError} SESSION_ENDED when the caller's account is no longer active.
 */
export async function lockActor(accounts: AccountStore, { actor }: CallOrigin): Promise<Actor> {
  if (actor.kind !== 'account') return actor;
  const { role } = await lockOwnAccount(accounts, actor.accountId);
  return { ...actor, role, permissions: ROLE_PERMISSIONS[role] };
}

/**
 * Requires every permission of the roles, before an account of one of them is changed. A caller
 * that could create or change an account with more permissions than its own would have them too.
 *
 * @throws {ShopError} PERMISSION_MISSING when the caller lacks one of them.
 */
export async function requireRolePermissions(
  accounts: AccountStore,
  origin: CallOrigin,
  ...roles: readonly Role[]
): Promise<void> {
  const actor = await lockActor(accounts, origin);
  for (const permission of new Set(roles.flatMap((role) => ROLE_PERMISSIONS[role]))) {
    requirePermission(actor, permission);
  }
}
