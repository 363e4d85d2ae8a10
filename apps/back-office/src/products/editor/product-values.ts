import type { StaffProduct } from '@trastienda/shop-client';
import type { CreateProductInput } from '@trastienda/shop-contract';

/** What the editor edits: a whole product as `admin.products.create` accepts it. */
export type ProductValues = CreateProductInput;
export type VariantValues = ProductValues['variants'][number];

/**
 * Returns a stored product as values of the editor. Quantities are 0: the stock of existing SKUs is not
 * changed here, and changes by itself with every sale.
 */
export function valuesOf(product: StaffProduct): ProductValues {
  return {
    title: product.title,
    slug: product.slug,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: product.status,
    descriptionHtml: product.descriptionHtml,
    seo: product.seo,
    images: product.images.map(({ url, alt }) => ({ url, alt })),
    optionNames: product.optionNames,
    variants: product.variants.map(({ isInStock: _, inventory, ...variant }) => ({
      ...variant,
      inventory: { ...inventory, quantity: 0 },
    })),
  };
}

/** Returns a variant to begin with. */
export function emptyVariant(currency: string): VariantValues {
  return {
    sku: '',
    optionValues: [],
    price: { amount: 0, currency },
    compareAtPrice: null,
    barcode: null,
    weightGrams: null,
    requiresShipping: true,
    isTaxable: true,
    imageUrl: null,
    inventory: { isTracked: true, quantity: 0, policy: 'deny' },
  };
}

/** Returns a product to begin with: a draft with one variant. */
export function emptyProduct(currency: string): ProductValues {
  return {
    title: '',
    slug: '',
    vendor: null,
    productType: null,
    tags: [],
    status: 'draft',
    descriptionHtml: '',
    seo: { title: null, description: null },
    images: [],
    optionNames: [],
    variants: [emptyVariant(currency)],
  };
}

/** Returns a title as the address of a product: lower-case words joined by hyphens. */
export function slugOf(title: string): string {
  return title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{Ll}\p{Lo}\p{Lm}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 255);
}
