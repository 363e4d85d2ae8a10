import { defaultsOf } from '@trastienda/base';
import { VariantFields, type VariantInventory } from '@trastienda/shop-contract';
import type { Field } from '../../base/csv/columns.ts';
import { readSku, stripApostrophe } from '../../base/csv/read-sku.ts';
import {
  type ReadContext,
  readBoolean,
  readCompareAtPrice,
  readGrams,
  readImageUrl,
  readInteger,
  readPrice,
} from './cell-values.ts';
import type { ImportedVariant } from './imported-product.ts';
import type { ProductRow } from './product-row.ts';

/** Returns true when a row describes a variant; the row may have an image as well. */
export function isVariantRow({ cells }: ProductRow): boolean {
  return (
    cells.has('price') ||
    cells.has('sku') ||
    cells.has('option1Value') ||
    cells.has('option2Value') ||
    cells.has('option3Value')
  );
}

const DETAILS: readonly Field[] = [
  'grams',
  'inventoryTracker',
  'inventoryQuantity',
  'inventoryPolicy',
  'compareAtPrice',
  'requiresShipping',
  'taxable',
  'barcode',
  'variantImage',
];

/** Returns true when a row has any variant field, even without identifying the variant. */
export function hasVariantDetails({ cells }: ProductRow): boolean {
  return DETAILS.some((field) => cells.has(field));
}

/** Reads the variant of a row; problems are reported and replaced by harmless values. */
export function readVariant(
  row: ProductRow,
  optionValues: string[],
  context: ReadContext,
): ImportedVariant {
  const sku = row.cells.get('sku');
  const barcode = row.cells.get('barcode');
  return {
    ...defaultsOf(VariantFields.shape),
    row: row.number,
    sku: sku === undefined ? null : readSku(sku),
    optionValues,
    price: readPrice(row, context),
    compareAtPrice: readCompareAtPrice(row, context),
    barcode: barcode === undefined ? null : stripApostrophe(barcode),
    weightGrams: readGrams(row, context),
    requiresShipping: readBoolean(row, 'requiresShipping', true, context),
    isTaxable: readBoolean(row, 'taxable', true, context),
    imageUrl: readImageUrl(row, 'variantImage'),
    inventory: {
      isTracked: row.cells.has('inventoryTracker'),
      quantity: readInteger(row, 'inventoryQuantity', context) ?? 0,
      policy: readPolicy(row, context),
    },
  };
}

/**
 * The newer column is phrased as a question (`Continue selling …`), so files answer it with a
 * boolean.
 */
function readPolicy(row: ProductRow, { problems }: ReadContext): VariantInventory['policy'] {
  const text = row.cells.get('inventoryPolicy')?.toLowerCase();
  if (text === 'continue' || text === 'true') return 'continue';
  if (text !== undefined && text !== 'deny' && text !== 'false') {
    problems.addCell(row, 'inventoryPolicy', 'is neither deny nor continue');
  }
  return 'deny';
}
