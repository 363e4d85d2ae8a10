import { requireAccount, requirePermission, requireRecent } from '@trastienda/base';
import { type Actor, type Buyer, type Permission, ShopError } from '@trastienda/shop-contract';
import { toShopError, toTrpcError } from './errors/to-shop-error.ts';
import { t } from './trpc.ts';

/** Cost in points of a call that hashes or verifies a password. */
export const HASHING_COST = 10;

/**
 * Translates failures and reports calls, in this one place. tRPC resolves failures instead of
 * rejecting, so they are read from the result of `next()`.
 */
const reportedProcedure = t.procedure.use(async ({ ctx, path, type, next }) => {
  const startedAt = performance.now();
  const result = await next();
  const call = { path, type, requestId: ctx.requestId, durationMs: performance.now() - startedAt };
  if (result.ok) {
    ctx.onCall({ ...call, code: 'OK' });
    return result;
  }
  const error = toShopError(result.error);
  ctx.onCall({ ...call, code: error.reason, error });
  return { ...result, error: toTrpcError(error) };
});

/** Base of every procedure. Counts calls even when the caller lacks access. */
const baseProcedure = reportedProcedure.use(async ({ ctx, path, type, meta, next }) => {
  const { cost = 1, limits = [] } = meta ?? {};
  await ctx.consume({ path, type, cost, limits });
  return next();
});

/** Procedure for any caller. */
export const publicProcedure = baseProcedure.meta({ access: 'public' });

/**
 * Public procedure that ends in a session. Rejects a call whose session could not be delivered
 * before a password is verified: otherwise a session would start that no client holds.
 */
export const signInProcedure = publicProcedure.use(({ ctx, next }) => {
  ctx.session.requireDeliverable();
  return next();
});

/**
 * Procedure for accounts, limited to their own data: `ctx.actor` is the account. Checked before the
 * input is read.
 */
export const customerProcedure = baseProcedure
  .meta({ access: 'own' })
  .use(({ ctx, next }) => next({ ctx: { actor: requireAccount(ctx.actor) } }));

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
export const buyerProcedure = baseProcedure
  .meta({ access: 'buyer' })
  .use(({ ctx, next }) => next({ ctx: { buyer: requireBuyer(ctx.actor, ctx.guest) } }));

/** Like `customerProcedure`, for actions that a stranger at an unlocked screen must not perform. */
export const recentProcedure = customerProcedure
  .meta({ access: 'own', recent: true })
  .use(({ ctx, next }) => {
    requireRecent(ctx.actor);
    return next();
  });

/**
 * Procedure for staff and systems with a permission, checked before the input is read. `recent`
 * also requires a recent sign-in of accounts, not of systems.
 */
export function staffProcedure(permission: Permission, { recent = false } = {}) {
  return baseProcedure.meta({ access: permission, recent }).use(({ ctx, next }) => {
    requirePermission(ctx.actor, permission);
    if (recent) requireRecent(ctx.actor);
    return next();
  });
}
