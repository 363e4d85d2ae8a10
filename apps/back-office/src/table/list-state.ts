import type { Filter } from './list-filters.ts';

type Filters = Readonly<Record<string, Filter<unknown>>>;

/** What a list can be filtered and sorted by. */
export interface ListDefinition<
  Definitions extends Filters = Filters,
  Sort extends string = string,
> {
  /** Name under which the browser keeps views and columns. */
  readonly id: string;
  readonly filters: Definitions;
  /** Those that say what is listed, such as the currency of a price list; the others choose of it. */
  readonly subjects?: readonly (keyof Definitions)[];
  /** The first one is the default; empty where the server has one order. */
  readonly sorts: readonly Sort[];
}

/** Values of those filters that are set. */
export type FilterValues<Definitions> = {
  readonly [Name in keyof Definitions]?: Definitions[Name] extends Filter<infer Value>
    ? Value
    : never;
};

/** What the address says about a list. */
export interface ListState<Definitions, Sort extends string> {
  readonly filters: FilterValues<Definitions>;
  /** Undefined where the server has one order. */
  readonly sort: Sort | undefined;
  /** Position of the page; undefined on the first one. */
  readonly cursor: string | undefined;
}

const SORT = 'sort';
const CURSOR = 'cursor';

/**
 * Defines a list.
 *
 * @example
 * export const PRODUCTS = defineList({
 *   id: 'products',
 *   filters: { search: textFilter(), status: choiceFilter(['active', 'draft']) },
 *   sorts: ['title-asc', 'newest'],
 * });
 */
export function defineList<
  const Definitions extends Readonly<Record<string, Filter<unknown>>>,
  const Sort extends string = never,
>(definition: ListDefinition<Definitions, Sort>): ListDefinition<Definitions, Sort> {
  return definition;
}

/** Reads the state of a list from an address. What the list does not understand is left out. */
export function parseListState<Definitions extends Filters, Sort extends string>(
  { filters, sorts }: ListDefinition<Definitions, Sort>,
  params: URLSearchParams,
): ListState<Definitions, Sort> {
  const values = Object.entries(filters).flatMap(([name, filter]) => {
    const value = filter.parse(params.getAll(name));
    return value === undefined ? [] : [[name, value] as const];
  });
  const sort = sorts.find((each) => each === params.get(SORT)) ?? sorts[0];
  return {
    // Each value comes from the filter of its name.
    filters: Object.fromEntries(values) as FilterValues<Definitions>,
    sort,
    cursor: params.get(CURSOR) ?? undefined,
  };
}

/** Writes the state of a list as a query: in the order of the definition, without defaults. */
export function formatListState<Definitions extends Filters, Sort extends string>(
  { filters, sorts }: ListDefinition<Definitions, Sort>,
  state: ListState<Definitions, Sort>,
): string {
  const params = new URLSearchParams();
  for (const [name, filter] of Object.entries(filters)) {
    const value = state.filters[name];
    if (value === undefined) continue;
    for (const text of filter.format(value)) params.append(name, text);
  }
  if (state.sort !== undefined && state.sort !== sorts[0]) params.set(SORT, state.sort);
  if (state.cursor !== undefined) params.set(CURSOR, state.cursor);
  return params.toString();
}

/** Returns the state without what chooses of the list: its subjects alone, in the default order. */
export function plainListState<Definitions extends Filters, Sort extends string>(
  { subjects = [], sorts }: ListDefinition<Definitions, Sort>,
  { filters }: ListState<Definitions, Sort>,
): ListState<Definitions, Sort> {
  const kept = Object.entries(filters).filter(([name]) => subjects.includes(name));
  return {
    // Each value is one of its name.
    filters: Object.fromEntries(kept) as FilterValues<Definitions>,
    sort: sorts[0],
    cursor: undefined,
  };
}

/** Returns the state with a filter set, or removed by undefined, on the first page. */
export function withFilter<
  Definitions extends Filters,
  Sort extends string,
  Name extends keyof Definitions,
>(
  state: ListState<Definitions, Sort>,
  name: Name,
  value: FilterValues<Definitions>[Name] | undefined,
): ListState<Definitions, Sort> {
  const { [name]: _, ...others } = state.filters;
  const filters = value === undefined ? others : { ...others, [name]: value };
  // The rest of a mapped type is not known to be one.
  return { ...state, filters: filters as FilterValues<Definitions>, cursor: undefined };
}
