import { QueryClient } from '@tanstack/react-query';
import { isClientError } from '@trastienda/shop-client';

/** A lost connection and failures that the server calls temporary are tried again, twice. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 2 || !isClientError(error)) return false;
  return error.data == null || (error.data.isRetryable && error.data.reason !== 'RATE_LIMITED');
}

/** Creates the cache of one account's answers. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 15_000, retry: isWorthRetrying } },
  });
}
