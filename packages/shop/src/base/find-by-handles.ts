import type { Database, StoredProduct } from '@trastienda/db';

/** Products by the handles that imports know them by. */
export interface ProductsByHandle {
  readonly products: readonly StoredProduct[];
  /** The product that came with the handle, whatever it is called now. */
  byKey(key: string): StoredProduct | undefined;
  bySlug(slug: string): StoredProduct | undefined;
}

/** Reads the products of handles, and those that have one of the slugs, of any status. */
export async function findByHandles(
  { products }: Pick<Database, 'products'>,
  keys: readonly string[],
  slugs: readonly string[] = [],
): Promise<ProductsByHandle> {
  const renamed = await products.findBySourceHandles(keys);
  const named = await products.findBySlugs([...new Set([...keys, ...slugs])]);
  const bySlug = new Map(named.map((product) => [product.slug, product]));
  // A product is found by the handle that it came with, which is its slug unless it says so.
  const own = named.filter(({ sourceHandle }) => sourceHandle === undefined);
  const byKey = new Map(
    [...own, ...renamed].map((product) => [product.sourceHandle ?? product.slug, product]),
  );
  return {
    products: [...named, ...renamed],
    byKey: (key) => byKey.get(key),
    bySlug: (slug) => bySlug.get(slug),
  };
}
