import {
  isClientError,
  type Product,
  type ProductSummary,
  type StoreClient,
} from '@trastienda/shop-client';
import { data } from 'react-router';
import { readSettings } from '../api/settings.ts';
import { plainText } from '../seo/product-data.ts';

const MOST_RELATED = 4;
const CANDIDATES = 12;

/** Search engines show no more of a description. */
const MOST_CHARACTERS = 160;

/** Loads a product page. */
export async function loadProduct(api: StoreClient, slug: string) {
  const [product, { currencies }] = await Promise.all([
    api.catalog.get.query({ slug }).catch((error: unknown) => {
      if (isClientError(error, 'PRODUCT_NOT_FOUND') || isClientError(error, 'INPUT_INVALID')) {
        throw data(null, { status: 404 });
      }
      throw error;
    }),
    readSettings(api),
  ]);
  const { currency } = product.priceRange.min;
  return {
    product,
    related: await loadRelated(api, product),
    description: describe(product),
    minorUnitDigits: currencies.find(({ code }) => code === currency)?.minorUnitDigits ?? 2,
  };
}

/** Returns a description for search engines. */
function describe({ seo, descriptionHtml }: Product): string | undefined {
  const text = seo.description ?? plainText(descriptionHtml);
  if (text.length <= MOST_CHARACTERS) return text || undefined;
  return `${text.slice(0, text.lastIndexOf(' ', MOST_CHARACTERS))}…`;
}

/** Counts what two products have in common; the type says the most. */
function likeness(one: Product, other: ProductSummary): number {
  const tags = other.tags.filter((tag) => one.tags.includes(tag)).length;
  const sameType = one.productType !== null && one.productType === other.productType;
  return tags + (sameType ? 2 : 0) + (one.vendor !== null && one.vendor === other.vendor ? 1 : 0);
}

/** Returns products like this one; none when they cannot be loaded, which must not fail the page. */
async function loadRelated(api: StoreClient, product: Product): Promise<ProductSummary[]> {
  const { tags, vendor, productType } = product;
  const filter =
    tags.length > 0
      ? { tag: tags.slice(0, 5) }
      : vendor !== null
        ? { vendor }
        : productType !== null
          ? { productType }
          : {};
  const found = await api.catalog.list
    .query({ ...filter, inStock: true, limit: CANDIDATES })
    .catch(() => ({ items: [] }));
  return found.items
    .filter(({ id }) => id !== product.id)
    .map((candidate) => ({ candidate, score: likeness(product, candidate) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_RELATED)
    .map(({ candidate }) => candidate);
}

export type ProductData = Awaited<ReturnType<typeof loadProduct>>;
