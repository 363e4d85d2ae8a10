import { QueryClient } from '@tanstack/react-query';
import { createClient } from '@trastienda/client';
import type { AppRouter } from '@trastienda/example-notes-api';

/** Calls the server that serves this page. */
export const client = createClient<AppRouter>({
  url: location.origin,
  session: { kind: 'cookie' },
  retries: { attempts: 3 },
});

/** Keeps answers while the page shows them; calls that fail are repeated by the client. */
export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
