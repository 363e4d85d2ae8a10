import { type Permission, requirePermission } from '@trastienda/contract';
import { toShopError, toTrpcError } from './errors/to-shop-error.ts';
import { t } from './trpc.ts';

/**
 * The root of every procedure. tRPC resolves failures instead of rejecting, so they are read from
 * the result of `next()`; this is the one place where they are translated and where calls are
 * reported.
 */
const baseProcedure = t.procedure.use(async ({ ctx, path, type, next }) => {
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

/** For anybody. */
export const publicProcedure = baseProcedure.meta({ access: 'public' });

/** For staff and systems that hold the permission; it is checked before the input is read. */
export function staffProcedure(permission: Permission) {
  return baseProcedure.meta({ access: permission }).use(({ ctx, next }) => {
    requirePermission(ctx.actor, permission);
    return next();
  });
}
