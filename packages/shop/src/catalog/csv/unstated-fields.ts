import { fieldNames } from '@trastienda/base';
import { ProductFields, VariantFields } from '@trastienda/shop-contract';
import type { Columns, Field } from '../../base/csv/columns.ts';

/** Columns that each field is read from. */
type ColumnsOf<Name extends string> = Readonly<Partial<Record<Name, readonly Field[]>>>;

/** Fields of a variant, without those that `mergeVariants` decides. */
const StatedVariantFields = VariantFields.omit({ sku: true, optionValues: true, price: true });

type ProductField = keyof typeof ProductFields.shape;
type VariantField = keyof typeof StatedVariantFields.shape;
type InventoryField = 'isTracked' | 'policy';

const PRODUCT_COLUMNS: ColumnsOf<ProductField> = {
  slug: ['handle'],
  title: ['title'],
  descriptionHtml: ['description'],
  status: ['status', 'published'],
  vendor: ['vendor'],
  productType: ['productType', 'customProductType'],
  tags: ['tags'],
  seo: ['seoTitle', 'seoDescription'],
  images: ['image'],
  optionNames: ['option1Name', 'option1Value'],
};

const VARIANT_COLUMNS: ColumnsOf<VariantField> = {
  compareAtPrice: ['compareAtPrice'],
  barcode: ['barcode'],
  weightGrams: ['grams'],
  requiresShipping: ['requiresShipping'],
  isTaxable: ['taxable'],
  imageUrl: ['variantImage'],
};

const INVENTORY_COLUMNS: ColumnsOf<InventoryField> = {
  isTracked: ['inventoryTracker'],
  policy: ['inventoryPolicy'],
};

/** Fields that a file has no column for; an absent column is not an empty one. */
export interface UnstatedFields {
  readonly product: ReadonlySet<ProductField>;
  readonly variant: ReadonlySet<VariantField>;
  readonly inventory: ReadonlySet<InventoryField>;
}

/**
 * Returns the fields without any column in the file; a field that no column is mapped to is always
 * included.
 */
function lacking<Name extends string>(
  names: readonly Name[],
  columnsOf: ColumnsOf<Name>,
  present: ReadonlySet<Field | undefined>,
): ReadonlySet<Name> {
  return new Set(names.filter((name) => !columnsOf[name]?.some((field) => present.has(field))));
}

const known = new WeakMap<Columns, UnstatedFields>();

/** Returns the fields that a header has no column for; computed once per file. */
export function unstatedFields(columns: Columns): UnstatedFields {
  const earlier = known.get(columns);
  if (earlier !== undefined) return earlier;
  const present = new Set(columns.fields);
  const unstated = {
    product: lacking(fieldNames(ProductFields.shape), PRODUCT_COLUMNS, present),
    variant: lacking(fieldNames(StatedVariantFields.shape), VARIANT_COLUMNS, present),
    inventory: lacking(['isTracked', 'policy'], INVENTORY_COLUMNS, present),
  };
  known.set(columns, unstated);
  return unstated;
}
