import { ProductStatus } from '@trastienda/shop-contract';
import type { Database, ProductState } from '@trastienda/shop-db';
import { columnName, type Field } from '../../base/csv/columns.ts';
import { csvParts, pagesOf } from '../../base/csv/csv-parts.ts';
import type { Cell } from '../../base/csv/csv-text.ts';
import type { ImageLibrary } from '../../media/image-library.ts';
import { withPublicImages } from '../store-images.ts';
import { withStock } from '../with-stock.ts';
import { OPTION_FIELDS } from './read-options.ts';

type ExportDatabase = Pick<Database, 'products' | 'stock'>;
type Cells = Partial<Record<Field, Cell>>;

/** Columns of the file, in the order of Shopify's exports. */
const COLUMNS: readonly Field[] = [
  'handle',
  'title',
  'description',
  'vendor',
  'productType',
  'tags',
  'published',
  ...OPTION_FIELDS.flatMap(({ name, value }) => [name, value]),
  'sku',
  'grams',
  'inventoryTracker',
  'inventoryQuantity',
  'inventoryPolicy',
  'price',
  'compareAtPrice',
  'requiresShipping',
  'taxable',
  'barcode',
  'image',
  'imagePosition',
  'imageAlt',
  'seoTitle',
  'seoDescription',
  'variantImage',
  'status',
];

const yesOrNo = (value: boolean) => (value ? 'true' : 'false');

function productCells(product: ProductState): Cells {
  const names = product.optionNames.length === 0 ? ['Title'] : product.optionNames;
  return {
    title: product.title,
    description: product.descriptionHtml,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags.join(', '),
    published: yesOrNo(product.status === 'active'),
    ...Object.fromEntries(names.map((name, index) => [OPTION_FIELDS[index]?.name, name])),
    seoTitle: product.seo.title,
    seoDescription: product.seo.description,
    status: product.status,
  };
}

function variantCells(variant: ProductState['variants'][number]): Cells {
  const values = variant.optionValues.length === 0 ? ['Default Title'] : variant.optionValues;
  const { isTracked, quantity, policy } = variant.inventory;
  return {
    ...Object.fromEntries(values.map((value, index) => [OPTION_FIELDS[index]?.value, value])),
    sku: variant.sku,
    grams: variant.weightGrams,
    inventoryTracker: isTracked ? 'shopify' : null,
    inventoryQuantity: quantity,
    inventoryPolicy: policy,
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    requiresShipping: yesOrNo(variant.requiresShipping),
    taxable: yesOrNo(variant.isTaxable),
    barcode: variant.barcode,
    variantImage: variant.imageUrl,
  };
}

/** Returns the rows of a product: a row has a variant and an image, as long as there are both. */
function* rowsOf(product: ProductState): Generator<readonly Cell[], void, undefined> {
  const handle = product.sourceHandle ?? product.slug;
  const count = Math.max(product.variants.length, product.images.length);
  for (let index = 0; index < count; index += 1) {
    const variant = product.variants[index];
    const image = product.images[index];
    const cells: Cells = {
      handle,
      ...(index === 0 && productCells(product)),
      ...(variant && variantCells(variant)),
      ...(image && { image: image.url, imagePosition: index + 1, imageAlt: image.alt }),
    };
    yield COLUMNS.map((field) => cells[field] ?? null);
  }
}

async function* allRows(
  { products, stock }: ExportDatabase,
  images: ImageLibrary,
): AsyncGenerator<readonly Cell[], void, undefined> {
  yield COLUMNS.map(columnName);
  for (const status of ProductStatus.options) {
    const pages = pagesOf(({ limit, cursor }) =>
      products.list(status, { sort: 'title-asc', limit, ...(cursor !== undefined && { cursor }) }),
    );
    for await (const page of pages) {
      const whole = await products.findBySlugs(page.map(({ slug }) => slug));
      const skus = whole.flatMap(({ variants }) => variants.map(({ sku }) => sku));
      const shown = await withPublicImages(images, whole);
      for (const product of withStock(shown, await stock.find(skus))) yield* rowsOf(product);
    }
  }
}

/**
 * Writes products as a CSV that Shopify and the import of this shop read, in parts: memory does not grow
 * with the catalog. Quantities are those available when their page is read. A product whose title changes
 * meanwhile may be missing or occur twice.
 */
export function exportProducts(
  database: ExportDatabase,
  images: ImageLibrary,
): AsyncGenerator<string, void, undefined> {
  return csvParts(allRows(database, images));
}
