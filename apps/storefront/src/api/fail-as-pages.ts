import { isClientError, retryAfterSeconds } from '@trastienda/shop-client';
import { data } from 'react-router';

/** Facts of a failure that the error page shows. */
export interface PageFailure {
  readonly requestId: string;
  readonly reason: string | null;
}

/** Returns the status of a page that cannot be shown for this failure; null when a page may handle it. */
function statusOf(error: unknown): number | null {
  if (!isClientError(error)) return null;
  if (error.data === undefined || error.data === null) return 502;
  const { httpStatus } = error.data;
  return httpStatus >= 500 || httpStatus === 429 ? httpStatus : null;
}

/**
 * Throws what no page handles (a fault, an API that does not answer, a rate limit) as a response: React
 * Router hides the messages of other errors, and the error page could not show a request id.
 */
function rethrow(error: unknown, requestId: string): never {
  const status = statusOf(error);
  if (status === null) throw error;
  const failure: PageFailure = {
    requestId: (isClientError(error) && error.data?.requestId) || requestId,
    reason: isClientError(error) ? (error.data?.reason ?? null) : null,
  };
  const seconds = retryAfterSeconds(error);
  const headers = seconds === null ? {} : { 'retry-after': String(seconds) };
  throw data(failure, { status, headers });
}

/** Returns the client with failures that the error page shows; those that a page may handle stay. */
export function failAsPages<Target extends object>(client: Target, requestId: string): Target {
  return new Proxy(client, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' || (typeof value === 'object' && value !== null)
        ? failAsPages(value, requestId)
        : value;
    },
    apply(target, self, parameters) {
      // The traps of a client's proxy are only reached for procedures, which are functions.
      const called: unknown = Reflect.apply(
        target as (...all: unknown[]) => unknown,
        self,
        parameters,
      );
      return called instanceof Promise
        ? called.catch((error: unknown) => rethrow(error, requestId))
        : called;
    },
  });
}
