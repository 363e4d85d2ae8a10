import { ShopError } from '../errors/shop-error.ts';
import { PERMISSIONS, type Permission } from './permission.ts';
import type { Role } from './role.ts';

/** An anonymous visitor of the shop. */
export interface AnonymousActor {
  readonly kind: 'anonymous';
  /** True when the caller presented a session that has ended. */
  readonly hasEndedSession?: boolean;
}

/** Another system that calls with an API key or a configured token. */
export interface MachineActor {
  readonly kind: 'machine';
  /** Name for logs; never the key. */
  readonly name: string;
  /** Id of the API key; absent for the token set in the environment. */
  readonly keyId?: string;
  readonly permissions: readonly Permission[];
}

/** A signed-in account. */
export interface AccountActor {
  readonly kind: 'account';
  readonly accountId: string;
  /** Public id of the session, as its owner sees it: neither the token nor its hash. */
  readonly sessionId: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** True when the password or second factor was presented recently. */
  readonly isRecent: boolean;
}

/** The operator, who runs commands on the server. No request has this actor. */
export interface OperatorActor {
  readonly kind: 'operator';
  readonly permissions: readonly Permission[];
}

/** The caller of a use case. */
export type Actor = AnonymousActor | MachineActor | AccountActor | OperatorActor;

export const ANONYMOUS: AnonymousActor = { kind: 'anonymous' };

export const OPERATOR: OperatorActor = { kind: 'operator', permissions: PERMISSIONS };

function visitorRefused({ hasEndedSession = false }: AnonymousActor): ShopError {
  return new ShopError(hasEndedSession ? 'SESSION_ENDED' : 'ACTOR_UNAUTHENTICATED');
}

/**
 * Requires the actor to hold a permission.
 *
 * @throws {ShopError} ACTOR_UNAUTHENTICATED for a visitor, SESSION_ENDED for a visitor whose
 * session has ended, PERMISSION_MISSING for any other actor that lacks the permission.
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.kind === 'anonymous') throw visitorRefused(actor);
  if (!actor.permissions.includes(permission)) {
    throw new ShopError('PERMISSION_MISSING', { details: { permission } });
  }
}

/**
 * Returns the actor if it is an account. Rejects visitors as `requirePermission` does.
 *
 * @throws {ShopError} PERMISSION_MISSING for systems and operators, which have no account.
 */
export function requireAccount(actor: Actor): AccountActor {
  if (actor.kind === 'anonymous') throw visitorRefused(actor);
  if (actor.kind !== 'account') {
    throw new ShopError('PERMISSION_MISSING', {
      message: 'This call is for people with accounts.',
    });
  }
  return actor;
}

/**
 * Requires a recent proof of identity of an account.
 *
 * @throws {ShopError} REAUTHENTICATION_REQUIRED when the last one is too long ago.
 */
export function requireRecent(actor: Actor): void {
  if (actor.kind === 'account' && !actor.isRecent) {
    throw new ShopError('REAUTHENTICATION_REQUIRED');
  }
}
