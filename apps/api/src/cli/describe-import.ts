import type { ImportRejection, ImportReport } from '@trastienda/shop-contract';

/** Maximum examples per message. */
const MAX_EXAMPLES = 10;

/** Returns the lines of an import report. */
export function describeImport(report: ImportReport): string[] {
  const { rows, created, updated, unchanged, rejected, rejections } = report;
  return [
    `${rows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`,
    ...rejections.map(describeRejection),
    ...moreThan(rejections.length, rejected),
    ...describeStock(report),
    ...describeVariants(report),
    ...describeHandles(report),
    ...describeColumns(report),
  ];
}

/** Returns a count with its noun: `1 variant`, `2 variants`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** Returns the first items, a line each, and the number of the others. */
export function examplesOf<Item>(
  items: readonly Item[],
  count: number,
  describe: (item: Item) => string,
): string[] {
  const shown = items.slice(0, MAX_EXAMPLES);
  return [...shown.map((item) => `  ${describe(item)}`), ...moreThan(shown.length, count)];
}

/** Returns a line with the number of items not shown, if any. */
export function moreThan(shown: number, count: number): string[] {
  return count > shown ? [`  and ${count - shown} more`] : [];
}

function describeRejection({ rows, handle, reasons }: ImportRejection): string {
  const where = rows.length === 1 ? `row ${rows[0]}` : `rows ${rows[0]}-${rows.at(-1)}`;
  return `  ${handle ?? '(no handle)'} (${where}): ${reasons.join('; ')}`;
}

function describeStock({ stock }: ImportReport): string[] {
  const { hasQuantities, opened, openedSoldOut, openedUntracked, unchanged } = stock;
  const lines: string[] = [];
  if (opened > 0) {
    const from = hasQuantities
      ? 'begin with the quantity of the file'
      : 'begin at 0: the file has no column of quantities';
    lines.push(`Stock: ${counted(opened, 'new SKU')} ${from}.`);
  }
  if (openedSoldOut > 0) {
    lines.push(
      `Stock: ${openedSoldOut} of them cannot be bought: they are tracked and there are none. ` +
        'Load quantities with `shop import-inventory`.',
    );
  }
  if (openedUntracked > 0) {
    lines.push(`Stock: ${openedUntracked} of them are not tracked and can always be bought.`);
  }
  if (unchanged > 0) {
    lines.push(`Stock: quantities of ${counted(unchanged, 'known SKU')} were not changed.`);
  }
  return lines.length > 0 ? lines : ['Stock: nothing was changed.'];
}

function describeVariants({ keptVariants, derivedSkuCount, derivedSkus }: ImportReport): string[] {
  const lines: string[] = [];
  if (keptVariants > 0) {
    lines.push(
      `${counted(keptVariants, 'variant')} that the file does not name stayed ` +
        '(--replace-variants takes them away).',
    );
  }
  if (derivedSkuCount > 0) {
    lines.push(
      `${counted(derivedSkuCount, 'variant')} got another SKU, because the file has theirs several times:`,
      ...examplesOf(
        derivedSkus,
        derivedSkuCount,
        ({ handle, row, sourceSku, sku }) => `${handle} (row ${row}): ${sourceSku} is ${sku}`,
      ),
    );
  }
  return lines;
}

function describeHandles({ changedHandleCount, changedHandles }: ImportReport): string[] {
  if (changedHandleCount === 0) return [];
  return [
    `${counted(changedHandleCount, 'product')} cannot be called what the handle says:`,
    ...examplesOf(changedHandles, changedHandleCount, ({ handle, slug }) => `${handle} is ${slug}`),
  ];
}

/** Returns the lines about ignored columns. */
export function describeColumns({
  ignoredColumns,
}: Pick<ImportReport, 'ignoredColumns'>): string[] {
  if (ignoredColumns.length === 0) return [];
  const filled = ignoredColumns.filter(({ cells }) => cells > 0);
  const empty = ignoredColumns.length - filled.length;
  const names = filled.map(({ name, cells }) => `${name} (${counted(cells, 'row')})`);
  if (empty > 0) names.push(counted(empty, 'empty column'));
  return [`Columns that are not imported: ${names.join(', ')}.`];
}
