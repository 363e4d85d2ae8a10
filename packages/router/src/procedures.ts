import {
  type Actor,
  type Buyer,
  type Permission,
  requireAccount,
  requirePermission,
  requireRecent,
  ShopError,
} from '@trastienda/contract';
import { toShopError, toTrpcError } from './errors/to-shop-error.ts';
import { t } from './trpc.ts';

/** Points of a call that hashes a password, or checks one. */
export const HASHING_COST = 10;

/**
 * tRPC resolves failures instead of rejecting, so they are read from the result of `next()`; this
 * is the one place where they are translated and where calls are reported.
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

/** The root of every procedure. A call counts even when its caller may not make it. */
const baseProcedure = reportedProcedure.use(async ({ ctx, path, type, meta, next }) => {
  const { cost = 1, limits = [] } = meta ?? {};
  await ctx.consume({ path, type, cost, limits });
  return next();
});

/** For anybody. */
export const publicProcedure = baseProcedure.meta({ access: 'public' });

/**
 * For anybody, and ends in a session. Where it could not be handed over the call is refused before
 * a password is looked at: otherwise a session would begin that nobody holds.
 */
export const signInProcedure = publicProcedure.use(({ ctx, next }) => {
  ctx.session.requireDeliverable();
  return next();
});

/** For people about their own affairs: `ctx.actor` says whose. Checked before the input is read. */
export const customerProcedure = baseProcedure
  .meta({ access: 'own' })
  .use(({ ctx, next }) => next({ ctx: { actor: requireAccount(ctx.actor) } }));

function requireBuyer(actor: Actor, guest: Buyer | null): Buyer {
  if (actor.kind === 'account') return { kind: 'account', id: actor.accountId };
  // A session that has ended does not quietly turn into a guest with another cart.
  if (actor.kind === 'anonymous' && actor.hasEndedSession === true) {
    throw new ShopError('SESSION_ENDED');
  }
  if (guest === null) throw new ShopError('BUYER_UNKNOWN');
  return guest;
}

/**
 * For whoever buys, about their own purchases: an account, or a guest by the token in the header
 * `trastienda-guest`. `ctx.buyer` says whose. `BUYER_UNKNOWN`, `SESSION_ENDED`.
 */
export const buyerProcedure = baseProcedure
  .meta({ access: 'buyer' })
  .use(({ ctx, next }) => next({ ctx: { buyer: requireBuyer(ctx.actor, ctx.guest) } }));

/** As `customerProcedure`, for what a stranger at an unlocked screen must not do. */
export const recentProcedure = customerProcedure
  .meta({ access: 'own', recent: true })
  .use(({ ctx, next }) => {
    requireRecent(ctx.actor);
    return next();
  });

/**
 * For staff and systems that hold the permission; it is checked before the input is read.
 * `recent` asks people, not systems, for a fresh sign-in as well.
 */
export function staffProcedure(permission: Permission, { recent = false } = {}) {
  return baseProcedure.meta({ access: permission, recent }).use(({ ctx, next }) => {
    requirePermission(ctx.actor, permission);
    if (recent) requireRecent(ctx.actor);
    return next();
  });
}
