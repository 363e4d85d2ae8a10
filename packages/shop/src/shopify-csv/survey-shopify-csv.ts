import { MAX_SCATTERED_TEXT } from './bounds.ts';
import type { CsvSource } from './csv-source.ts';
import { fileInvalid } from './file-invalid.ts';
import { productRows } from './product-row.ts';

/** What is known of a product CSV after it was read once. */
export interface CsvSurvey {
  /** Data rows that are not wholly empty: as many as `readShopifyProducts` accounts for. */
  readonly rows: number;
  /** How often `readShopifyProducts` will yield. */
  readonly products: number;
  /** Slugs of the handles whose rows do not all follow one another. */
  readonly scatteredHandles: ReadonlySet<string>;
}

/**
 * Reads a Shopify product CSV to its end without looking into its products, so that a file that
 * breaks off in the middle is known before anything is changed. Throws `IMPORT_FILE_INVALID` when
 * it is no such CSV, not UTF-8, not well-formed or too large to import; `details` has the `row`
 * (header: 1) or `line` where there is one.
 */
export async function surveyShopifyCsv(source: CsvSource): Promise<CsvSurvey> {
  const textLengths = new Map<string, number>();
  const scatteredHandles = new Set<string>();
  let rows = 0;
  let withoutHandle = 0;
  let previous: string | null = null;
  for await (const { slug, textLength } of productRows(source)) {
    rows++;
    if (slug === null) {
      withoutHandle++;
    } else {
      const earlier = textLengths.get(slug);
      if (earlier !== undefined && slug !== previous) scatteredHandles.add(slug);
      textLengths.set(slug, (earlier ?? 0) + textLength);
    }
    previous = slug;
  }
  refuseTooScattered(textLengths, scatteredHandles);
  return { rows, products: textLengths.size + withoutHandle, scatteredHandles };
}

function refuseTooScattered(
  textLengths: ReadonlyMap<string, number>,
  scatteredHandles: ReadonlySet<string>,
): void {
  let total = 0;
  for (const slug of scatteredHandles) total += textLengths.get(slug) ?? 0;
  if (total <= MAX_SCATTERED_TEXT) return;
  throw fileInvalid('Too many products have their rows in several places; sort it by Handle.', {
    scatteredHandles: scatteredHandles.size,
  });
}
