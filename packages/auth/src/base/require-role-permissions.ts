import {
  type Actor,
  type CallOrigin,
  ROLE_PERMISSIONS,
  type Role,
  requirePermission,
} from '@trastienda/contract';
import type { AccountStore } from '@trastienda/db';
import { lockOwnAccount } from './active-account.ts';

/**
 * The caller with what they may do at this moment, in a transaction: an account is locked, so that
 * it cannot pass on what it is about to lose. `SESSION_ENDED`.
 */
export async function lockActor(accounts: AccountStore, { actor }: CallOrigin): Promise<Actor> {
  if (actor.kind !== 'account') return actor;
  const { role } = await lockOwnAccount(accounts, actor.accountId);
  return { ...actor, role, permissions: ROLE_PERMISSIONS[role] };
}

/**
 * To be called before an account of one of these roles is changed: whoever could change one that may
 * do more than they may, or make one, would have all that it may. `PERMISSION_MISSING`.
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
