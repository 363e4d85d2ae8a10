import { type ErrorReason, isShopError, ShopError } from '@trastienda/shop-contract';
import { appRouter, toShopError, toTrpcError } from '@trastienda/shop-router';
import { getTRPCErrorShape, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';

export interface ErrorAnswer {
  readonly reason: ErrorReason;
  readonly response: Response;
}

function shopErrorOf(failure: unknown): ShopError {
  if (isShopError(failure)) return failure;
  if (failure instanceof TRPCError) return toShopError(failure);
  return new ShopError('INTERNAL', { cause: failure });
}

/**
 * Returns the response to a request that fails as a whole. It has the shape of a failed call, so
 * clients read `error.data.reason` here as well; tRPC's batch links apply a single object to every
 * call of the batch.
 */
export function errorAnswer(failure: unknown, requestId: string): ErrorAnswer {
  const shopError = shopErrorOf(failure);
  const error = toTrpcError(shopError);
  const shape = getTRPCErrorShape({
    config: appRouter._def._config,
    error,
    type: 'unknown',
    path: undefined,
    input: undefined,
    // Without a context, the formatter has no request id.
    ctx: undefined,
  });
  const body = { error: { ...shape, data: { ...shape.data, requestId } } };
  return {
    reason: shopError.reason,
    response: Response.json(body, { status: getHTTPStatusCodeFromError(error) }),
  };
}
