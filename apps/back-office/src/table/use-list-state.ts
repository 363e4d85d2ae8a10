import { useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Filter } from './list-filters.ts';
import {
  type FilterValues,
  formatListState,
  type ListDefinition,
  type ListState,
  parseListState,
  plainListState,
  withFilter,
} from './list-state.ts';

/** A list whose state is in the address. */
export interface List<Definitions = Record<string, Filter<unknown>>, Sort extends string = string> {
  readonly definition: {
    readonly id: string;
    readonly sorts: readonly string[];
  };
  readonly filters: FilterValues<Definitions>;
  readonly sort: Sort | undefined;
  readonly cursor: string | undefined;
  /** Filters and sort as a query, without the page: what a saved view consists of. */
  readonly query: string;
  /** The query that shows everything of what is listed. */
  readonly plainQuery: string;
  readonly hasFilters: boolean;
  /** Number of the page as far as it is known: 1 for the first, null when opened in the middle. */
  readonly page: number | null;
  setFilter<Name extends keyof Definitions>(
    name: Name,
    value: FilterValues<Definitions>[Name] | undefined,
  ): void;
  setSort(sort: string): void;
  /** Shows a saved view, or everything by `plainQuery`. */
  setQuery(query: string): void;
  toNext(cursor: string): void;
  toPrevious(): void;
  toFirst(): void;
}

/** Cursors of the pages before this one; keyset paging knows only the way forward. */
interface PagingHistory {
  readonly cursors: readonly (string | null)[];
}

function historyOf(state: unknown): PagingHistory | null {
  if (typeof state !== 'object' || state === null || !('cursors' in state)) return null;
  // Only this hook writes the field.
  return state as PagingHistory;
}

/** Returns the state of a list, which is in the address, and what changes it. */
export function useListState<
  const Definitions extends Readonly<Record<string, Filter<unknown>>>,
  Sort extends string,
>(definition: ListDefinition<Definitions, Sort>): List<Definitions, Sort> {
  const [params] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => parseListState(definition, params), [definition, params]);
  const history = historyOf(location.state);
  const cursors = history?.cursors ?? [];
  const plain = plainListState(definition, state);

  const show = (next: ListState<Definitions, Sort>, before: readonly (string | null)[] = []) =>
    void navigate(
      { search: formatListState(definition, next) },
      { state: before.length > 0 ? { cursors: before } : null, preventScrollReset: true },
    );

  return {
    definition,
    ...state,
    query: formatListState(definition, { ...state, cursor: undefined }),
    plainQuery: formatListState(definition, plain),
    hasFilters: Object.keys(state.filters).length > Object.keys(plain.filters).length,
    page: state.cursor === undefined ? 1 : history === null ? null : cursors.length + 1,
    setFilter: (name, value) => show(withFilter(state, name, value)),
    setSort(text) {
      const sort = definition.sorts.find((each) => each === text);
      show({ ...state, sort, cursor: undefined });
    },
    setQuery: (query) => show(parseListState(definition, new URLSearchParams(query))),
    toNext: (cursor) => show({ ...state, cursor }, [...cursors, state.cursor ?? null]),
    toPrevious() {
      const previous = cursors.at(-1) ?? undefined;
      show({ ...state, cursor: previous }, cursors.slice(0, -1));
    },
    toFirst: () => show({ ...state, cursor: undefined }),
  };
}
