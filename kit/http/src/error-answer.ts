import type { AppError } from '@trastienda/base';
import { type ErrorTranslator, toTrpcError } from '@trastienda/procedures';
import { type AnyTRPCRouter, getTRPCErrorShape } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';

export interface ErrorAnswer {
  /** The failure as the caller sees it. */
  readonly error: AppError;
  readonly response: Response;
}

/**
 * Returns the response to a request that fails as a whole. It has the shape of a failed call, so
 * clients read `error.data.reason` here as well; tRPC's batch links apply a single object to every
 * call of the batch.
 */
export type AnswerError = (failure: unknown, requestId: string) => ErrorAnswer;

/** A failure as the router's error formatter returns it. */
interface FailureShape {
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Returns the flat body of a failure over REST: `reason`, `message`, `details`, `fields`,
 * `issues`, `isRetryable` and `requestId`.
 */
export function flatBody({ message, data }: FailureShape): object {
  const { reason, details, fields, issues, isRetryable, requestId } = data;
  return { reason, message, details, fields, issues, isRetryable, requestId };
}

const trpcBody = (error: FailureShape): object => ({ error });

/** Creates the responses to failed requests from the router's error formatter. */
export function createErrorAnswers(
  router: AnyTRPCRouter,
  toAppError: ErrorTranslator<string>,
  bodyOf: (failure: FailureShape) => object = trpcBody,
): AnswerError {
  return function answerError(failure, requestId) {
    const appError = toAppError(failure);
    const error = toTrpcError(appError);
    const shape = getTRPCErrorShape({
      config: router._def._config,
      error,
      type: 'unknown',
      path: undefined,
      input: undefined,
      // Without a context, the formatter has no request id.
      ctx: undefined,
    });
    const body = bodyOf({ ...shape, data: { ...shape.data, requestId } });
    // Not `Response.json`, whose content type differs between runtimes.
    const response = new Response(JSON.stringify(body), {
      status: getHTTPStatusCodeFromError(error),
      headers: { 'content-type': 'application/json' },
    });
    return { error: appError, response };
  };
}
