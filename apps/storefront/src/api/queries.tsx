import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createQueryBindings } from '@trastienda/shop-client/react';
import { type ReactNode, useState } from 'react';
import { browserApi } from './browser.ts';

/** The procedures as options of TanStack Query's hooks. */
export const shop = createQueryBindings(browserApi());

/** How long the data that a page was rendered with counts as new. */
const STALE_MS = 30_000;

/**
 * Queries for the pages below: checkout, orders and account. Their loaders pass what the server has
 * read as `initialData`. Pages of the catalog do without: they have no room for it.
 */
export function QueryProvider({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: STALE_MS, retry: false },
          // Without a connection a change fails at once: it does not wait to be made much later.
          mutations: { networkMode: 'always' },
        },
      }),
  );
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
