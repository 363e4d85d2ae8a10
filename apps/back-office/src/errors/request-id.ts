import { isClientError } from '@trastienda/shop-client';

/**
 * Returns the id of a call that failed in the server, to find it in the log; null without a
 * response, and for a refusal such as a wrong password, which says itself what to do.
 */
export function requestIdOf(error: unknown): string | null {
  if (!isClientError(error) || error.data == null || error.data.httpStatus < 500) return null;
  return error.data.requestId;
}
