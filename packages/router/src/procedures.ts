import { requirePermission } from '@trastienda/base';
import { createProcedures } from '@trastienda/procedures';
import {
  type Actor,
  type Buyer,
  ERRORS,
  EVENT_TYPES,
  EVENTS,
  type Permission,
  SHOP_ROLES,
  ShopError,
} from '@trastienda/shop-contract';
import { CALL_LIMITS, type RouterContext, type ShopContext } from './context.ts';

/** Each lets staff see some events. */
const EVENT_PERMISSIONS: readonly Permission[] = [
  ...new Set(EVENT_TYPES.map((type) => EVENTS[type].permission)),
];

function requireBuyer(actor: Actor, guest: Buyer | null): Buyer {
  if (actor.kind === 'account') return { kind: 'account', id: actor.accountId };
  // An ended session must not silently become a guest with another cart.
  if (actor.kind === 'anonymous' && actor.hasEndedSession === true) {
    throw new ShopError('SESSION_ENDED');
  }
  if (guest === null) throw new ShopError('BUYER_UNKNOWN');
  return guest;
}

/**
 * Functions that declare procedures with the errors, roles and limits of the shop. Access `buyer` is
 * for buyers about their own purchases: an account, or a guest with a token in the header
 * `trastienda-guest`. Access `staff` is for callers who may see events of some kind.
 */
export const { t, query, mutation, subscription, toAppError } = createProcedures<ShopContext>()({
  errors: ERRORS,
  roles: SHOP_ROLES,
  limits: CALL_LIMITS,
  access: {
    buyer: {
      errors: ['BUYER_UNKNOWN', 'SESSION_ENDED'],
      check: ({ actor, guest }: Pick<RouterContext, 'actor' | 'guest'>) => ({
        buyer: requireBuyer(actor, guest),
      }),
    },
    staff: {
      errors: ['ACTOR_UNAUTHENTICATED', 'SESSION_ENDED', 'PERMISSION_MISSING'],
      check({ actor }: Pick<RouterContext, 'actor'>) {
        const { permissions = [] } = actor.kind === 'anonymous' ? {} : actor;
        const held = EVENT_PERMISSIONS.find((each) => permissions.includes(each));
        requirePermission(actor, held ?? 'orders:read');
        return {};
      },
    },
  },
});
