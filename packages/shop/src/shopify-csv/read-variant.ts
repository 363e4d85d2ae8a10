import type { VariantInventory } from '@trastienda/contract';
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

/** Whether a row describes a variant; it may have an image as well. */
export function isVariantRow({ cells }: ProductRow): boolean {
  return (
    cells.has('price') ||
    cells.has('sku') ||
    cells.has('option1Value') ||
    cells.has('option2Value') ||
    cells.has('option3Value')
  );
}

/** Reads the variant of a row; what is wrong is reported and replaced by something harmless. */
export function readVariant(
  row: ProductRow,
  optionValues: string[],
  context: ReadContext,
): ImportedVariant {
  return {
    sku: row.cells.get('sku') ?? null,
    optionValues,
    price: readPrice(row, context),
    compareAtPrice: readCompareAtPrice(row, context),
    barcode: readBarcode(row),
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

/** Spreadsheets take an apostrophe before digits for `this is text`; it is no part of a barcode. */
function readBarcode(row: ProductRow): string | null {
  return row.cells.get('barcode')?.replace(/^'(?=\d+$)/, '') ?? null;
}

/** The newer column asks a question (`Continue selling …`), which people answer with a boolean. */
function readPolicy(row: ProductRow, { problems }: ReadContext): VariantInventory['policy'] {
  const text = row.cells.get('inventoryPolicy')?.toLowerCase();
  if (text === 'continue' || text === 'true') return 'continue';
  if (text !== undefined && text !== 'deny' && text !== 'false') {
    problems.addCell(row, 'inventoryPolicy', 'is neither deny nor continue');
  }
  return 'deny';
}
