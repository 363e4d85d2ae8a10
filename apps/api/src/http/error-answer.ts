import { ERRORS, type ErrorReason, ShopError } from '@trastienda/contract';
import { appRouter } from '@trastienda/router';
import { getTRPCErrorShape, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';

export interface ErrorAnswer {
  readonly reason: ErrorReason;
  readonly response: Response;
}

function trpcErrorOf(failure: unknown): TRPCError {
  if (failure instanceof TRPCError) return failure;
  const error =
    failure instanceof ShopError ? failure : new ShopError('INTERNAL', { cause: failure });
  return new TRPCError({ code: error.definition.trpc, message: error.message, cause: error });
}

function isReason(value: unknown): value is ErrorReason {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}

/** The router's formatter puts it there, but tRPC's own type of a shape does not know. */
function reasonOf(data: object): ErrorReason {
  const reason = 'reason' in data ? data.reason : undefined;
  return isReason(reason) ? reason : 'INTERNAL';
}

/**
 * The answer to a request that fails as a whole, before or instead of its calls: the object that
 * the router makes of a failed call, so that the client reads `error.data.reason` here as well.
 * tRPC's batch links give a single object to every call of the batch.
 */
export function errorAnswer(failure: unknown, requestId: string): ErrorAnswer {
  const error = trpcErrorOf(failure);
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
    reason: reasonOf(shape.data),
    response: Response.json(body, { status: getHTTPStatusCodeFromError(error) }),
  };
}
