import type { Product } from '@trastienda/shop-client';
import { toDecimalText } from '../catalog/major-units.ts';
import type { StructuredData } from './json-ld.tsx';

const availabilityOf = (isInStock: boolean) =>
  `https://schema.org/${isInStock ? 'InStock' : 'OutOfStock'}`;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
};

/** Returns a text without the elements of HTML. */
export function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Describes a product with an offer for each variant, as schema.org has it. `url` is absolute. */
export function productData(
  product: Product,
  url: string,
  minorUnitDigits: number,
): StructuredData {
  const { title, vendor, variants, images, descriptionHtml, productType } = product;
  const [first] = variants;
  return {
    '@type': 'Product',
    name: title,
    url,
    description: plainText(descriptionHtml).slice(0, 5000),
    image: images.slice(0, 10).map((image) => new URL(image.url, url).href),
    ...(vendor !== null && { brand: { '@type': 'Brand', name: vendor } }),
    ...(productType !== null && { category: productType }),
    ...(variants.length === 1 && first !== undefined && { sku: first.sku }),
    offers: variants.slice(0, 100).map(({ sku, price, isInStock }) => ({
      '@type': 'Offer',
      sku,
      url: variants.length === 1 ? url : `${url}?variant=${encodeURIComponent(sku)}`,
      price: toDecimalText(price.amount, minorUnitDigits),
      priceCurrency: price.currency,
      availability: availabilityOf(isInStock),
      itemCondition: 'https://schema.org/NewCondition',
    })),
  };
}

/** Describes the way to a page. */
export function breadcrumbData(
  steps: readonly { readonly name: string; readonly url: string }[],
): StructuredData {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, url }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: url,
    })),
  };
}
