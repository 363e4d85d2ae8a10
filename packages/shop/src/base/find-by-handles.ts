import type { Database, StoredProduct } from '@trastienda/shop-db';

/** Lookup of products by their handles in import files. */
export interface ProductsByHandle {
  readonly products: readonly StoredProduct[];
  /** Returns the product that was imported under this handle, whatever its slug is now. */
  byKey(key: string): StoredProduct | undefined;
  bySlug(slug: string): StoredProduct | undefined;
}

/** Loads the products with these handles or slugs, of any status. */
export async function findByHandles(
  { products }: Pick<Database, 'products'>,
  keys: readonly string[],
  slugs: readonly string[] = [],
): Promise<ProductsByHandle> {
  const renamed = await products.findBySourceHandles(keys);
  const named = await products.findBySlugs([...new Set([...keys, ...slugs])]);
  const bySlug = new Map(named.map((product) => [product.slug, product]));
  // A product without a `sourceHandle` was imported under its slug.
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
