import { MAX_SCATTERED_TEXT } from '../../base/csv/bounds.ts';
import type { Columns } from '../../base/csv/columns.ts';
import type { CsvSource } from '../../base/csv/csv-source.ts';
import { fileInvalid } from '../../base/csv/file-invalid.ts';
import { productRows } from './product-row.ts';
import { type FileSkus, SkuCounter } from './sku-counter.ts';
import { slugOfHandle } from './slug-of-handle.ts';

/** Result of the first pass over a product CSV. Products are identified by their handle's key. */
export interface CsvSurvey {
  /** Data rows that are not blank: as many as `readShopifyProducts` accounts for. */
  readonly rows: number;
  /** Number of results that `readShopifyProducts` will yield. */
  readonly products: number;
  /** Products whose rows are not contiguous. */
  readonly scatteredHandles: ReadonlySet<string>;
  /** Products whose handle is not a slug and makes the slug of another product of the file. */
  readonly ambiguousHandles: ReadonlySet<string>;
  readonly skus: FileSkus;
  /** True when the file has a column of quantities. */
  readonly hasQuantities: boolean;
  /** Columns that are not read, with the number of rows that have a value there. */
  readonly ignoredColumns: readonly { readonly name: string; readonly cells: number }[];
}

/**
 * Reads a Shopify product CSV to its end without parsing its products, so that a truncated file is
 * detected before anything changes. Makes a second pass when SKUs must be generated. The error's
 * `details` have the `row` (the header is 1) or `line` where known.
 * @throws {ShopError} IMPORT_FILE_INVALID when the file is not a product CSV, not UTF-8, not
 * well-formed or too large to import.
 */
export async function surveyShopifyCsv(source: CsvSource): Promise<CsvSurvey> {
  const textLengths = new Map<string, number>();
  const scatteredHandles = new Set<string>();
  const skus = new SkuCounter();
  const ignored = new Map<number, number>();
  let columns: Columns | undefined;
  let rows = 0;
  let withoutHandle = 0;
  let previous: string | null = null;
  for await (const row of productRows(source)) {
    const { key, textLength } = row;
    columns ??= row.columns;
    rows++;
    for (const index of row.ignoredCells) ignored.set(index, (ignored.get(index) ?? 0) + 1);
    if (key === null) {
      withoutHandle++;
    } else {
      const earlier = textLengths.get(key);
      if (earlier !== undefined && key !== previous) scatteredHandles.add(key);
      textLengths.set(key, (earlier ?? 0) + textLength);
      skus.countStated(row, key);
    }
    previous = key;
  }
  rejectTooScattered(textLengths, scatteredHandles);
  if (skus.needsGeneration) {
    // Only now is it known which SKUs must be generated.
    for await (const row of productRows(source))
      if (row.key !== null) skus.countGenerated(row, row.key);
  }
  return {
    rows,
    products: textLengths.size + withoutHandle,
    scatteredHandles,
    ambiguousHandles: ambiguousOf(textLengths),
    skus,
    hasQuantities: columns?.has('inventoryQuantity') ?? false,
    ignoredColumns: (columns?.ignored ?? []).map(({ index, name }) => ({
      name,
      cells: ignored.get(index) ?? 0,
    })),
  };
}

/**
 * Returns the handles that make a shared slug. A handle that is itself a slug keeps it; no other
 * handle gets it.
 */
function ambiguousOf(handles: ReadonlyMap<string, number>): ReadonlySet<string> {
  const makers = new Map<string, string[]>();
  for (const key of handles.keys()) {
    const slug = slugOfHandle(key);
    if (slug === key) continue;
    const same = makers.get(slug);
    if (same === undefined) makers.set(slug, [key]);
    else same.push(key);
  }
  const ambiguous = [...makers].filter(([slug, keys]) => keys.length > 1 || handles.has(slug));
  return new Set(ambiguous.flatMap(([, keys]) => keys));
}

function rejectTooScattered(
  textLengths: ReadonlyMap<string, number>,
  scatteredHandles: ReadonlySet<string>,
): void {
  let total = 0;
  for (const key of scatteredHandles) total += textLengths.get(key) ?? 0;
  if (total <= MAX_SCATTERED_TEXT) return;
  throw fileInvalid(
    `Too many products have scattered rows (${scatteredHandles.size}); sort the file by Handle.`,
  );
}
