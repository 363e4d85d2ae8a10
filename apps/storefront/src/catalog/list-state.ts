import type { RouterInputs } from '@trastienda/shop-client';
import { formatMajorUnits, parseMajorUnits } from './major-units.ts';

type ListInput = NonNullable<RouterInputs['catalog']['list']>;
type FilterInput = NonNullable<RouterInputs['catalog']['facets']>;

/** Orders of the list. */
export const SORTS = ['title-asc', 'title-desc', 'price-asc', 'price-desc', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** Number of products that the list shows at first, and adds at a time. */
const STEP = 24;

/** Number of products that one page holds; the next ones are on a page with a cursor. */
const MOST_ON_PAGE = 96;

/** Limits of the API, so that a typed address shows a list and not an error. */
const MAX_SEARCH_LENGTH = 100;
const MAX_VALUES = 20;
const MAX_VALUE_LENGTH = 255;

/** Facets with values to choose from, by the name of their parameter in the address. */
export const VALUE_FACETS = ['type', 'tag', 'vendor'] as const;
export type ValueFacet = (typeof VALUE_FACETS)[number];

/** What the address of the list says. */
export interface ListState extends Readonly<Record<ValueFacet, readonly string[]>> {
  readonly search: string;
  /** Bounds of the price in minor units. */
  readonly minPrice: number | null;
  readonly maxPrice: number | null;
  readonly isInStock: boolean;
  readonly sort: Sort | null;
  /** Number of products on the page. */
  readonly shown: number;
  /** The page begins after this position. */
  readonly after: string | null;
}

function readValues(query: URLSearchParams, name: ValueFacet): string[] {
  const values = query
    .getAll(name)
    .map((value) => value.trim())
    .filter((value) => value !== '' && value.length <= MAX_VALUE_LENGTH);
  return Array.from(new Set(values)).slice(0, MAX_VALUES);
}

function readShown(query: URLSearchParams): number {
  const steps = Math.ceil(Number(query.get('show') ?? STEP) / STEP);
  return Number.isFinite(steps) ? Math.min(Math.max(steps, 1) * STEP, MOST_ON_PAGE) : STEP;
}

/** Reads the query of an address; what it does not understand counts as absent. */
export function readListState(query: URLSearchParams, minorUnitDigits: number): ListState {
  return {
    search: (query.get('q') ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_SEARCH_LENGTH),
    type: readValues(query, 'type'),
    tag: readValues(query, 'tag'),
    vendor: readValues(query, 'vendor'),
    minPrice: parseMajorUnits(query.get('min'), minorUnitDigits),
    maxPrice: parseMajorUnits(query.get('max'), minorUnitDigits),
    isInStock: query.get('stock') === '1',
    sort: SORTS.find((sort) => sort === query.get('sort')) ?? null,
    shown: readShown(query),
    after: query.get('after') || null,
  };
}

/** Returns the query of a state, without what is the default; `''` or `?…`. */
export function writeListState(state: ListState, minorUnitDigits: number): string {
  const query = new URLSearchParams();
  if (state.search !== '') query.set('q', state.search);
  for (const facet of VALUE_FACETS) {
    for (const value of state[facet]) query.append(facet, value);
  }
  if (state.minPrice !== null) query.set('min', formatMajorUnits(state.minPrice, minorUnitDigits));
  if (state.maxPrice !== null) query.set('max', formatMajorUnits(state.maxPrice, minorUnitDigits));
  if (state.isInStock) query.set('stock', '1');
  if (state.sort !== null) query.set('sort', state.sort);
  if (state.shown !== STEP) query.set('show', String(state.shown));
  if (state.after !== null) query.set('after', state.after);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Returns the state with changes, at the first products: they change which ones those are. */
export function refine(state: ListState, changes: Partial<ListState>): ListState {
  return { ...state, shown: STEP, after: null, ...changes };
}

/** Returns the filter of a state, as the API has it. */
export function toFilter(state: ListState, currency: string): FilterInput {
  const { search, type, tag, vendor, minPrice, maxPrice, isInStock } = state;
  return {
    ...(search !== '' && { search }),
    ...(type.length > 0 && { productType: [...type] }),
    ...(tag.length > 0 && { tag: [...tag] }),
    ...(vendor.length > 0 && { vendor: [...vendor] }),
    ...((minPrice !== null || maxPrice !== null) && {
      price: {
        currency,
        ...(minPrice !== null && { min: minPrice }),
        ...(maxPrice !== null && { max: maxPrice }),
      },
    }),
    ...(isInStock && { inStock: true }),
  };
}

/** Returns the products that a state shows, as the API lists them. */
export function toListInput(state: ListState, currency: string): ListInput {
  return {
    ...toFilter(state, currency),
    ...(state.sort !== null && { sort: state.sort }),
    limit: state.shown,
    ...(state.after !== null && { cursor: state.after }),
  };
}

/** Returns the state that shows more products; null when the list has no more. */
export function showMore(state: ListState, nextCursor: string | null): ListState | null {
  if (nextCursor === null) return null;
  return state.shown < MOST_ON_PAGE
    ? { ...state, shown: Math.min(state.shown + STEP, MOST_ON_PAGE) }
    : { ...state, shown: STEP, after: nextCursor };
}

/** Returns the number of conditions that narrow the list. */
export function countConditions(state: ListState): number {
  const values = VALUE_FACETS.reduce((sum, facet) => sum + state[facet].length, 0);
  const prices = Number(state.minPrice !== null) + Number(state.maxPrice !== null);
  return values + prices + Number(state.isInStock);
}

/**
 * Returns the query of the page that search engines should list in place of this one; null where they
 * should list none. Each product type and tag is a page; combinations are not, there are too many.
 */
export function canonicalQuery(state: ListState): string | null {
  if (state.search !== '' || countConditions(state) > 1) return null;
  if (state.vendor.length > 0 || state.minPrice !== null || state.maxPrice !== null) return null;
  const [type] = state.type;
  if (type !== undefined) return `?type=${encodeURIComponent(type)}`;
  const [tag] = state.tag;
  return tag === undefined ? '' : `?tag=${encodeURIComponent(tag)}`;
}
