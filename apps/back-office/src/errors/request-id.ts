import { isClientError } from '@trastienda/shop-client';

/** Returns the id under which the server's log has a failed call; null without a response. */
export function requestIdOf(error: unknown): string | null {
  return isClientError(error) ? (error.data?.requestId ?? null) : null;
}
