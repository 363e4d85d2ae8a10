import { useQueries } from '@tanstack/react-query';
import { can } from '@trastienda/shop-client';
import { useDeferredValue } from 'react';
import type { PaletteResult, PaletteSearch } from '../areas/area.ts';
import { AREAS } from '../areas/areas.ts';
import { useSignedIn } from '../session/account.tsx';
import { client } from '../session/api.ts';

/** Characters from which the server is asked. */
const MIN_LENGTH = 2;

export interface FoundOnServer {
  readonly search: PaletteSearch;
  readonly results: readonly PaletteResult[];
}

/** Searches on the server for what is typed, in all areas that the account may read. */
export function useServerSearch(typed: string): {
  readonly found: readonly FoundOnServer[];
  readonly isSearching: boolean;
} {
  const { account } = useSignedIn();
  const text = useDeferredValue(typed.trim());
  const searches = AREAS.flatMap((area) => area.searches ?? []).filter(({ permission }) =>
    can(account, permission),
  );
  const answers = useQueries({
    queries: searches.map((search) => ({
      queryKey: ['palette', search.id, text],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        search.search(client, text, signal),
      enabled: text.length >= MIN_LENGTH,
    })),
  });
  return {
    found: searches.flatMap((search, index) => {
      const results = answers[index]?.data ?? [];
      return text.length < MIN_LENGTH || results.length === 0 ? [] : [{ search, results }];
    }),
    isSearching: answers.some((answer) => answer.isFetching),
  };
}
