import { QueryClient } from '@tanstack/react-query';
import { createClient, retryCalls } from '@trastienda/client';
import { createQueryBindings } from '@trastienda/client/react';
import type { AppRouter } from '@trastienda/example-notes-api';

/** Calls the server that serves this page. */
export const client = createClient<AppRouter>({
  url: location.origin,
  session: { kind: 'cookie' },
  retries: retryCalls(),
});

/** The procedures as queries. Answers to an account are cached under its id, apart from all others. */
export const createApi = (accountId = 'anyone') =>
  createQueryBindings<AppRouter>(client, { keyPrefix: accountId });

/** Keeps answers while the page shows them; calls that fail are repeated by the client. */
export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
