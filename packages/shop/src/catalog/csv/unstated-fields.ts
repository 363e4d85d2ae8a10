import type { Columns, Field } from '../../base/csv/columns.ts';

/** Which columns say what of a product; without any of them the file leaves it open. */
const PRODUCT_COLUMNS = {
  descriptionHtml: ['description'],
  status: ['status', 'published'],
  vendor: ['vendor'],
  productType: ['productType', 'customProductType'],
  tags: ['tags'],
  seo: ['seoTitle', 'seoDescription'],
  images: ['image'],
  optionNames: ['option1Name', 'option1Value'],
} as const satisfies Record<string, readonly Field[]>;

/** The same for each of its variants. */
const VARIANT_COLUMNS = {
  compareAtPrice: ['compareAtPrice'],
  barcode: ['barcode'],
  weightGrams: ['grams'],
  requiresShipping: ['requiresShipping'],
  isTaxable: ['taxable'],
  imageUrl: ['variantImage'],
} as const satisfies Record<string, readonly Field[]>;

/** The same for the settings of its stock. */
const INVENTORY_COLUMNS = {
  isTracked: ['inventoryTracker'],
  policy: ['inventoryPolicy'],
} as const satisfies Record<string, readonly Field[]>;

export type ProductField = keyof typeof PRODUCT_COLUMNS;
export type VariantField = keyof typeof VARIANT_COLUMNS;
export type InventoryField = keyof typeof INVENTORY_COLUMNS;

/** What a file has no column for: an absent column is not an empty one. */
export interface UnstatedFields {
  readonly product: ReadonlySet<ProductField>;
  readonly variant: ReadonlySet<VariantField>;
  readonly inventory: ReadonlySet<InventoryField>;
}

function lacking<Name extends string>(
  columnsOf: Readonly<Record<Name, readonly Field[]>>,
  present: ReadonlySet<Field | undefined>,
): ReadonlySet<Name> {
  const names = Object.keys(columnsOf) as Name[];
  return new Set(names.filter((name) => !columnsOf[name].some((field) => present.has(field))));
}

const known = new WeakMap<Columns, UnstatedFields>();

/** What a header leaves open of every product; computed once for a file. */
export function unstatedFields(columns: Columns): UnstatedFields {
  const earlier = known.get(columns);
  if (earlier !== undefined) return earlier;
  const present = new Set(columns.fields);
  const unstated = {
    product: lacking(PRODUCT_COLUMNS, present),
    variant: lacking(VARIANT_COLUMNS, present),
    inventory: lacking(INVENTORY_COLUMNS, present),
  };
  known.set(columns, unstated);
  return unstated;
}
