import { defaultsOf } from '@trastienda/base';
import type { CatalogService } from '@trastienda/shop';
import {
  DetailFields,
  type ImportReport,
  ListedFields,
  type ProductSummary,
  type ProductView,
  ShopError,
} from '@trastienda/shop-contract';

const PRICE = { amount: 1999, currency: 'EUR' };

function summary(number: number): ProductSummary {
  return {
    ...defaultsOf(ListedFields.shape),
    id: number.toString(16).padStart(24, '0'),
    slug: `linen-shirt-${number}`,
    title: `Linen shirt ${number}`,
    vendor: 'Taller del Sur',
    productType: 'Shirt',
    tags: ['linen', 'summer'],
    image: { url: `https://images.example/linen-shirt-${number}.jpg`, alt: null },
    priceRange: { min: PRICE, max: PRICE },
    isInStock: true,
  };
}

/** A page of products for tests without a database. */
export function productSummaries(count: number): ProductSummary[] {
  return Array.from({ length: count }, (_, index) => summary(index + 1));
}

function productView(slug: string): ProductView {
  const { image: _, ...rest } = summary(1);
  return {
    ...rest,
    ...defaultsOf(DetailFields.shape),
    slug,
    descriptionHtml: '<p>Cool in the heat.</p>',
    variants: [],
    createdAt: '2024-01-01T00:00:00.000Z',
    updatedAt: '2024-01-01T00:00:00.000Z',
  };
}

/** The report of an empty import. */
const NOTHING_IMPORTED: ImportReport = {
  ...{ rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, rejections: [] },
  stock: { hasQuantities: false, opened: 0, openedSoldOut: 0, openedUntracked: 0, unchanged: 0 },
  ...{ keptVariants: 0, derivedSkuCount: 0, derivedSkus: [] },
  ...{ changedHandleCount: 0, changedHandles: [], ignoredColumns: [] },
};

function unused(): never {
  throw new Error('This test does not use it.');
}

/**
 * Creates a catalog without a database: it has the product `linen-shirt` and an import that counts
 * the file's lines. Tests override what should behave differently.
 */
export function createFakeCatalog(overrides: Partial<CatalogService> = {}): CatalogService {
  return {
    list: async () => ({ items: productSummaries(24), nextCursor: null }),
    get: async ({ slug }) => {
      if (slug !== 'linen-shirt')
        throw new ShopError('PRODUCT_NOT_FOUND', { details: { product: slug } });
      return productView(slug);
    },
    import: async (source) => {
      let rows = 0;
      for await (const chunk of source()) rows += chunk.filter((byte) => byte === 10).length;
      return { ...NOTHING_IMPORTED, rows };
    },
    export: unused,
    facets: unused,
    suggest: unused,
    staffList: async () => ({ items: [], nextCursor: null }),
    staffGet: unused,
    create: unused,
    update: unused,
    archive: unused,
    ...overrides,
  };
}
