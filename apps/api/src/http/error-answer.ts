import { toTrpcError } from '@trastienda/procedures';
import type { ErrorReason } from '@trastienda/shop-contract';
import { appRouter, toAppError } from '@trastienda/shop-router';
import { getTRPCErrorShape } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';

export interface ErrorAnswer {
  readonly reason: ErrorReason;
  readonly response: Response;
}

/**
 * Returns the response to a request that fails as a whole. It has the shape of a failed call, so
 * clients read `error.data.reason` here as well; tRPC's batch links apply a single object to every
 * call of the batch.
 */
export function errorAnswer(failure: unknown, requestId: string): ErrorAnswer {
  const appError = toAppError(failure);
  const error = toTrpcError(appError);
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
    reason: appError.reason,
    response: Response.json(body, { status: getHTTPStatusCodeFromError(error) }),
  };
}
