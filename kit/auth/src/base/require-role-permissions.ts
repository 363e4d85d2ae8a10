import { type Actor, type CallOrigin, requirePermission } from '@trastienda/base';
import type { AuthDeps } from '../auth-deps.ts';
import { lockOwnAccount } from './active-account.ts';

/**
 * Returns the caller with its current permissions, in a transaction. An account is locked, so that
 * it cannot pass on a permission that it is about to lose.
 *
 * @throws {AuthError} SESSION_ENDED when the caller's account is no longer active.
 */
export async function lockActor(
  { database: { accounts }, roles }: Pick<AuthDeps, 'database' | 'roles'>,
  { actor }: CallOrigin,
): Promise<Actor> {
  if (actor.kind !== 'account') return actor;
  const { role } = await lockOwnAccount(accounts, actor.accountId);
  return { ...actor, role, permissions: roles.permissionsOf(role) };
}

/**
 * Requires every permission of the roles, before an account of one of them is changed. A caller
 * that could create or change an account with more permissions than its own would have them too.
 *
 * @throws {AuthError} PERMISSION_MISSING when the caller lacks one of them.
 */
export async function requireRolePermissions(
  deps: Pick<AuthDeps, 'database' | 'roles'>,
  origin: CallOrigin,
  ...roles: readonly string[]
): Promise<void> {
  const actor = await lockActor(deps, origin);
  for (const permission of new Set(roles.flatMap(deps.roles.permissionsOf))) {
    requirePermission(actor, permission);
  }
}
