import type { StockImportReport } from '@trastienda/shop-contract';
import { counted, describeColumns, examplesOf, moreThan } from './describe-import.ts';

/** Returns the lines of a stock import report. */
export function describeStockImport(report: StockImportReport): string[] {
  const { rows, changed, unchanged, setBefore, notStocked, unknownCount, rejected } = report;
  return [
    `${rows} rows: ${changed} changed, ${unchanged} unchanged, ${setBefore} set before, ` +
      `${notStocked} not stocked, ${unknownCount} unknown, ${rejected} rejected`,
    ...report.rejections.map(
      ({ reasons, ...which }) => `  ${nameOf(which)}${rowsOf(which.rows)}: ${reasons.join('; ')}`,
    ),
    ...moreThan(report.rejections.length, rejected),
    ...describeUnknown(report),
    ...describeLimited(report),
    ...describeSettings(report),
    ...describeLocations(report),
    ...describeColumns(report),
  ];
}

interface Named {
  readonly sku: string | null;
  readonly handle: string | null;
  readonly optionValues?: readonly string[];
}

function nameOf({ sku, handle, optionValues = [] }: Named): string {
  const names = [handle, ...optionValues].flatMap((name) => name ?? []);
  if (sku !== null) names.push(`SKU ${sku}`);
  return names.join(' / ') || '(no name)';
}

function rowsOf(rows: readonly number[]): string {
  if (rows.length === 0) return '';
  return rows.length === 1 ? ` (row ${rows[0]})` : ` (rows ${rows[0]}-${rows.at(-1)})`;
}

function describeUnknown({ unknownCount, unknown }: StockImportReport): string[] {
  if (unknownCount === 0) return [];
  return [
    `The shop does not have ${counted(unknownCount, 'variant')} of the file:`,
    ...examplesOf(unknown, unknownCount, (each) => `${nameOf(each)}${rowsOf(each.rows)}`),
  ];
}

function describeLimited({ limitedCount, limited }: StockImportReport): string[] {
  if (limitedCount === 0) return [];
  return [
    `${counted(limitedCount, 'SKU')} could not be lowered to what the file says:`,
    ...examplesOf(limited, limitedCount, ({ sku, counted: said, onHand, reserved }) =>
      reserved > 0
        ? `${sku}: the file says ${said}, open checkouts hold ${reserved}; now ${onHand}`
        : `${sku}: the file says ${said}, and nothing can be owed; now ${onHand}`,
    ),
  ];
}

function describeSettings({ setBefore, untracked, withheldUnits }: StockImportReport): string[] {
  const lines: string[] = [];
  if (setBefore > 0) {
    lines.push(
      `${counted(setBefore, 'SKU')} had been set by this very file before and were left alone ` +
        '(--again sets them again).',
    );
  }
  if (untracked > 0) {
    lines.push(`${counted(untracked, 'SKU')} are not tracked and can always be bought.`);
  }
  if (withheldUnits !== 0) {
    lines.push(
      `${counted(withheldUnits, 'unit')} that are committed or unavailable were not counted.`,
    );
  }
  return lines;
}

function describeLocations({ locations }: StockImportReport): string[] {
  if (locations.length === 0) return [];
  const names = (isCounted: boolean) =>
    locations.flatMap((location) => (location.isCounted === isCounted ? location.name : []));
  const left = names(false);
  const without = left.length > 0 ? ` (without ${left.join(', ')})` : '';
  return [`Locations that were counted: ${names(true).join(', ') || 'none'}${without}.`];
}
