import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type ImportRejection, type ImportReport, OPERATOR_ORIGIN } from '@trastienda/contract';
import { createCatalogService, type ImportProgress, systemClock } from '@trastienda/shop';
import { checkCurrency } from '../check-currency.ts';
import { checkIndexes } from '../check-indexes.ts';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

/** Rewrites one line on a terminal; elsewhere stays silent until the report. */
function showProgress({ rows, totalRows }: ImportProgress): void {
  if (!process.stderr.isTTY) return;
  const percent = totalRows === 0 ? 100 : Math.floor((rows / totalRows) * 100);
  process.stderr.write(`\r${String(percent).padStart(3)} %  ${rows} of ${totalRows} rows`);
  if (rows >= totalRows) process.stderr.write('\n');
}

function describeRejection({ rows, handle, reasons }: ImportRejection): string {
  const where = rows.length === 1 ? `row ${rows[0]}` : `rows ${rows[0]}-${rows.at(-1)}`;
  return `  ${handle ?? '(no handle)'} (${where}): ${reasons.join('; ')}`;
}

function printReport(report: ImportReport): void {
  const { rows, created, updated, unchanged, rejected, rejections } = report;
  console.log(
    `${rows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`,
  );
  for (const rejection of rejections) console.log(describeRejection(rejection));
  if (rejected > rejections.length) console.log(`  and ${rejected - rejections.length} more`);
}

/** Imports Shopify product CSVs. Exits with 1 when a product was rejected. */
export const importCommand: Command = {
  name: 'import',
  usage: 'FILE…',
  summary: 'import product CSVs in the format that Shopify exports',
  run: async (args) => {
    const { positionals: files } = parseArgs({ args: [...args], allowPositionals: true });
    if (files.length === 0) throw new UsageError('Name the CSV files to import.');
    for (const file of files) {
      const isFile = await stat(file).then(
        (stats) => stats.isFile(),
        () => false,
      );
      if (!isFile) throw new UsageError(`There is no file ${file}.`);
    }
    return withDatabase(async ({ database, isEmbedded, config }) => {
      // The unique indexes are what keeps two imports at once from making a product twice.
      await checkIndexes(database, isEmbedded);
      const { currency } = config;
      await checkCurrency(database, currency);
      const catalog = createCatalogService({ database, clock: systemClock, currency });
      let rejected = 0;
      for (const file of files) {
        if (files.length > 1) console.log(file);
        const onProgress = showProgress;
        const source = () => createReadStream(file);
        const report = await catalog.import(source, OPERATOR_ORIGIN, { onProgress });
        printReport(report);
        rejected += report.rejected;
      }
      return rejected === 0 ? 0 : 1;
    });
  },
};
