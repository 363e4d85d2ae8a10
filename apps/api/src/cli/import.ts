import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '@trastienda/base';
import { createCatalogService, type ImportProgress } from '@trastienda/shop';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { checkCurrency } from '../start/check-currency.ts';
import { checkIndexes } from '../start/check-indexes.ts';
import { configureMedia } from '../start/configure-media.ts';
import { escapeUnseen } from '../start/log/escape-line.ts';
import { describeImport } from './describe-import.ts';
import { requireFiles } from './require-files.ts';
import type { Command } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

/** Updates one line on a terminal; elsewhere prints nothing before the report. */
function showProgress({ rows, totalRows }: ImportProgress): void {
  if (!process.stderr.isTTY) return;
  const percent = totalRows === 0 ? 100 : Math.floor((rows / totalRows) * 100);
  process.stderr.write(`\r${String(percent).padStart(3)} %  ${rows} of ${totalRows} rows`);
  if (rows >= totalRows) process.stderr.write('\n');
}

/** The command `import`: imports Shopify product CSVs. Exits with 1 when a product was rejected. */
export const importCommand: Command = {
  name: 'import',
  usage: 'FILE… [--replace-variants]',
  summary: 'import product CSVs in the format that Shopify exports',
  options: ['replace-variants'],
  run: async (args) => {
    const { positionals: files, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'replace-variants': { type: 'boolean', default: false } },
    });
    const replaceVariants = values['replace-variants'];
    await requireFiles(files);
    return withDatabase(async ({ database, isEmbedded, config }) => {
      // The unique indexes keep concurrent imports from creating a product twice.
      await checkIndexes(database, isEmbedded);
      const { currency } = config;
      await checkCurrency(database, currency);
      const { images } = configureMedia({
        ...{ database, clock: systemClock, media: config.media },
        publicUrl: () => config.publicUrl ?? '',
      });
      const catalog = createCatalogService({ database, clock: systemClock, currency, images });
      let rejected = 0;
      for (const file of files) {
        if (files.length > 1) console.log(file);
        const report = await catalog.import(() => createReadStream(file), OPERATOR_ORIGIN, {
          replaceVariants,
          onProgress: showProgress,
        });
        for (const line of describeImport(report)) console.log(escapeUnseen(line));
        rejected += report.rejected;
      }
      return rejected === 0 ? 0 : 1;
    });
  },
};
