import { createProcedures } from '@trastienda/procedures';
import { type Actor, type Buyer, ERRORS, SHOP_ROLES, ShopError } from '@trastienda/shop-contract';
import { CALL_LIMITS, type ShopContext } from './context.ts';

/** The bases of procedures with the errors, roles and limits of the shop. */
export const bases = createProcedures<ShopContext>()({
  errors: ERRORS,
  roles: SHOP_ROLES,
  limits: CALL_LIMITS,
});

export const { t, publicProcedure, accountProcedure, staffProcedure, toAppError, formatError } =
  bases;

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
 * Procedure for buyers, limited to their own purchases: an account, or a guest with a token in the
 * header `trastienda-guest`. `ctx.buyer` is the buyer.
 *
 * @throws {ShopError} BUYER_UNKNOWN when the caller has neither, SESSION_ENDED when its session has
 * ended.
 */
export const buyerProcedure = bases.baseProcedure
  .meta({ access: 'buyer' })
  .use(({ ctx, next }) => next({ ctx: { buyer: requireBuyer(ctx.actor, ctx.guest) } }));
