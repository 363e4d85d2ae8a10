import { ShopError } from '../errors/shop-error.ts';
import type { Permission } from './permission.ts';

/** Nobody in particular: a visitor of the shop. */
export interface AnonymousActor {
  readonly kind: 'anonymous';
}

/** Another system that calls with a token of its own. */
export interface MachineActor {
  readonly kind: 'machine';
  /** A name for logs; never the token. */
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** Who is calling. */
export type Actor = AnonymousActor | MachineActor;

export const ANONYMOUS: AnonymousActor = { kind: 'anonymous' };

/**
 * Throws unless the actor holds the permission: `ACTOR_UNAUTHENTICATED` for a visitor,
 * `PERMISSION_MISSING` for somebody known who lacks it.
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.kind === 'anonymous') throw new ShopError('ACTOR_UNAUTHENTICATED');
  if (!actor.permissions.includes(permission)) {
    throw new ShopError('PERMISSION_MISSING', { details: { permission } });
  }
}
