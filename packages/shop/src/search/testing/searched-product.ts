import type { SearchedProduct } from '@trastienda/shop-db';

const AT = new Date('2026-01-31T12:00:00.000Z');

/** Builds a product for an index; its id is a number. */
export function searchedProduct(
  number: number,
  overrides: Partial<SearchedProduct> = {},
): SearchedProduct {
  const id = number.toString(16).padStart(24, '0');
  const { title = `Product ${number}` } = overrides;
  return {
    ...{ id, title, titlePlace: `${title.toLowerCase()}\u0001${id}` },
    ...{ vendor: null, productType: null, tags: [], optionValues: [], codes: [] },
    ...{ descriptionHtml: '', status: 'active', isInStock: true, minPrice: 1000 },
    ...{ revision: 1, eventSequence: 1, createdAt: AT, updatedAt: AT },
    ...overrides,
  };
}
