import { ShopError } from '../errors/shop-error.ts';
import { PERMISSIONS, type Permission } from './permission.ts';
import type { Role } from './role.ts';

/** Nobody in particular: a visitor of the shop. */
export interface AnonymousActor {
  readonly kind: 'anonymous';
  /** Whether the caller presented a session that has ended. */
  readonly hasEndedSession?: boolean;
}

/** Another system that calls with a key of its own. */
export interface MachineActor {
  readonly kind: 'machine';
  /** A name for logs; never the key. */
  readonly name: string;
  /** The id of the API key; absent for the token of the environment. */
  readonly keyId?: string;
  readonly permissions: readonly Permission[];
}

/** Somebody who is signed in. */
export interface AccountActor {
  readonly kind: 'account';
  readonly accountId: string;
  /** The session's id as its owner sees it: neither the token nor its hash. */
  readonly sessionId: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** Whether password or second factor were presented a short while ago. */
  readonly isRecent: boolean;
}

/** Whoever runs commands where the server runs. No request comes from one. */
export interface OperatorActor {
  readonly kind: 'operator';
  readonly permissions: readonly Permission[];
}

/** Who is calling. */
export type Actor = AnonymousActor | MachineActor | AccountActor | OperatorActor;

export const ANONYMOUS: AnonymousActor = { kind: 'anonymous' };

export const OPERATOR: OperatorActor = { kind: 'operator', permissions: PERMISSIONS };

function visitorRefused({ hasEndedSession = false }: AnonymousActor): ShopError {
  return new ShopError(hasEndedSession ? 'SESSION_ENDED' : 'ACTOR_UNAUTHENTICATED');
}

/**
 * Throws unless the actor holds the permission: `ACTOR_UNAUTHENTICATED` for a visitor,
 * `SESSION_ENDED` for one whose session is over, `PERMISSION_MISSING` for somebody known who
 * lacks it.
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.kind === 'anonymous') throw visitorRefused(actor);
  if (!actor.permissions.includes(permission)) {
    throw new ShopError('PERMISSION_MISSING', { details: { permission } });
  }
}

/**
 * The actor as somebody with an account: refuses visitors as `requirePermission` does, and systems
 * and operators, who have no account, with `PERMISSION_MISSING`.
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

/** `REAUTHENTICATION_REQUIRED` for somebody whose last proof of identity is too long ago. */
export function requireRecent(actor: Actor): void {
  if (actor.kind === 'account' && !actor.isRecent) {
    throw new ShopError('REAUTHENTICATION_REQUIRED');
  }
}
