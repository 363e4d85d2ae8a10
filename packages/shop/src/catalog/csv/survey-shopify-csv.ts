import { MAX_SCATTERED_TEXT } from '../../base/csv/bounds.ts';
import type { Columns } from '../../base/csv/columns.ts';
import type { CsvSource } from '../../base/csv/csv-source.ts';
import { fileInvalid } from '../../base/csv/file-invalid.ts';
import { productRows } from './product-row.ts';
import { type FileSkus, SkuCensus } from './sku-census.ts';
import { slugOfHandle } from './slug-of-handle.ts';

/** What is known of a product CSV after it was read once. Products are named by their handle's key. */
export interface CsvSurvey {
  /** Data rows that are not wholly empty: as many as `readShopifyProducts` accounts for. */
  readonly rows: number;
  /** How often `readShopifyProducts` will yield. */
  readonly products: number;
  /** Products whose rows do not all follow one another. */
  readonly scatteredHandles: ReadonlySet<string>;
  /** Products whose handle is no slug, and makes the slug of another product of the file. */
  readonly ambiguousHandles: ReadonlySet<string>;
  readonly skus: FileSkus;
  /** Whether the file has a column of quantities. */
  readonly hasQuantities: boolean;
  /** Columns that are not read, and how many rows have something there. */
  readonly ignoredColumns: readonly { readonly name: string; readonly cells: number }[];
}

/**
 * Reads a Shopify product CSV to its end without looking into its products, so that a file that
 * breaks off in the middle is known before anything is changed. Reads it once more where SKUs have
 * to be made. Throws `IMPORT_FILE_INVALID` when it is no such CSV, not UTF-8, not well-formed or too
 * large to import; `details` has the `row` (header: 1) or `line` where there is one.
 */
export async function surveyShopifyCsv(source: CsvSource): Promise<CsvSurvey> {
  const textLengths = new Map<string, number>();
  const scatteredHandles = new Set<string>();
  const skus = new SkuCensus();
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
  refuseTooScattered(textLengths, scatteredHandles);
  if (skus.isMaking) {
    // Which SKUs have to be made is known only now.
    for await (const row of productRows(source)) if (row.key !== null) skus.countMade(row, row.key);
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

/** A handle that is a slug keeps it; of all others that make one slug, none gets it. */
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

function refuseTooScattered(
  textLengths: ReadonlyMap<string, number>,
  scatteredHandles: ReadonlySet<string>,
): void {
  let total = 0;
  for (const key of scatteredHandles) total += textLengths.get(key) ?? 0;
  if (total <= MAX_SCATTERED_TEXT) return;
  throw fileInvalid('Too many products have their rows in several places; sort it by Handle.', {
    scatteredHandles: scatteredHandles.size,
  });
}
