import { createProcedures } from '@trastienda/procedures';
import { type Actor, type Buyer, ERRORS, SHOP_ROLES, ShopError } from '@trastienda/shop-contract';
import { CALL_LIMITS, type RouterContext, type ShopContext } from './context.ts';

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
 * `trastienda-guest`.
 */
export const { t, query, mutation, toAppError } = createProcedures<ShopContext>()({
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
  },
});
