import { type ErrorReason, ShopError } from '@trastienda/contract';
import { appRouter, toShopError, toTrpcError } from '@trastienda/router';
import { getTRPCErrorShape, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';

export interface ErrorAnswer {
  readonly reason: ErrorReason;
  readonly response: Response;
}

function shopErrorOf(failure: unknown): ShopError {
  if (failure instanceof ShopError) return failure;
  if (failure instanceof TRPCError) return toShopError(failure);
  return new ShopError('INTERNAL', { cause: failure });
}

/**
 * The answer to a request that fails as a whole, before or instead of its calls: the object that
 * the router makes of a failed call, so that the client reads `error.data.reason` here as well.
 * tRPC's batch links give a single object to every call of the batch.
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
    // The context is missing, and with it the id that the formatter would take from it.
    ctx: undefined,
  });
  const body = { error: { ...shape, data: { ...shape.data, requestId } } };
  return {
    reason: shopError.reason,
    response: Response.json(body, { status: getHTTPStatusCodeFromError(error) }),
  };
}
