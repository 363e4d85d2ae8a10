import { BaseError } from '../errors/base-errors.ts';
import type { AccountActor, Actor, AnonymousActor } from './actor.ts';

function rejectVisitor({ hasEndedSession = false }: AnonymousActor): BaseError {
  return new BaseError(hasEndedSession ? 'SESSION_ENDED' : 'ACTOR_UNAUTHENTICATED');
}

/** Returns true when the actor holds the permission. */
export function can<Permission extends string>(
  actor: Actor<string, Permission>,
  permission: NoInfer<Permission>,
): boolean {
  return actor.kind !== 'anonymous' && actor.permissions.includes(permission);
}

/**
 * Requires the actor to hold a permission.
 *
 * @throws {BaseError} ACTOR_UNAUTHENTICATED for a visitor, SESSION_ENDED for a visitor whose
 * session has ended, PERMISSION_MISSING for any other actor that lacks the permission.
 */
export function requirePermission<Permission extends string>(
  actor: Actor<string, Permission>,
  permission: NoInfer<Permission>,
): void {
  if (actor.kind === 'anonymous') throw rejectVisitor(actor);
  if (!can(actor, permission)) {
    throw new BaseError('PERMISSION_MISSING', { details: { permission } });
  }
}

/**
 * Returns the actor if it is an account. Rejects visitors as `requirePermission` does.
 *
 * @throws {BaseError} PERMISSION_MISSING for systems and operators, which have no account.
 */
export function requireAccount<Role extends string, Permission extends string>(
  actor: Actor<Role, Permission>,
): AccountActor<Role, Permission> {
  if (actor.kind === 'anonymous') throw rejectVisitor(actor);
  if (actor.kind !== 'account') {
    throw new BaseError('PERMISSION_MISSING', {
      message: 'This call is for people with accounts.',
      details: { permission: null },
    });
  }
  return actor;
}

/**
 * Requires a recent proof of identity of an account.
 *
 * @throws {BaseError} REAUTHENTICATION_REQUIRED when the last one is too long ago.
 */
export function requireRecent(actor: Actor): void {
  if (actor.kind === 'account' && !actor.isRecent) {
    throw new BaseError('REAUTHENTICATION_REQUIRED');
  }
}
