import type { ProductSummary, StoreClient } from '@trastienda/shop-client';
import { keep } from '../api/kept.ts';

const MOST_TYPES = 8;
const MOST_TAGS = 12;

/** What the home page shows. */
export interface HomeData {
  readonly newest: readonly ProductSummary[];
  readonly featured: readonly ProductSummary[];
  readonly types: readonly {
    readonly value: string;
    readonly count: number;
    readonly picture: ProductSummary['image'];
  }[];
  readonly tags: readonly string[];
}

/** Loads the home page, at most a minute old: it is the same for every visitor. */
export const loadHome: (api: StoreClient) => Promise<HomeData> = keep(async (api: StoreClient) => {
  const [newest, all, facets] = await Promise.all([
    api.catalog.list.query({ sort: 'newest', inStock: true, limit: 8 }),
    api.catalog.list.query({ inStock: true, limit: 100 }),
    api.catalog.facets.query({}),
  ]);
  const types = facets.productTypes.slice(0, MOST_TYPES).map(({ value, count }) => {
    const example = all.items.find(({ productType, image }) => productType === value && image);
    return { value, count, picture: example?.image ?? null };
  });
  const shown = new Set(newest.items.map(({ id }) => id));
  return {
    newest: newest.items,
    // The others, spread over the alphabet, so that the page shows the breadth of the shop.
    featured: spread(
      all.items.filter(({ id, image }) => image && !shown.has(id)),
      4,
    ),
    types,
    tags: facets.tags.slice(0, MOST_TAGS).map(({ value }) => value),
  };
});

/** Returns so many of the items, at even distances. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from(
    { length: count },
    (_, index) => items[Math.floor((index * items.length) / count)],
  ).filter((item) => item !== undefined);
}
