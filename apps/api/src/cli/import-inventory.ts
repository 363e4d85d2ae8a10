import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '@trastienda/base';
import { createStockService } from '@trastienda/shop';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { checkIndexes } from '../start/check-indexes.ts';
import { describeStockImport } from './describe-stock-import.ts';
import { requireFiles } from './require-files.ts';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

/**
 * The command `import-inventory`: imports a Shopify inventory CSV. Exits with 1 when a row was
 * skipped.
 */
export const importInventoryCommand: Command = {
  name: 'import-inventory',
  usage: 'FILE [--stock-location NAME]… [--again]',
  summary: 'set stock to what an inventory CSV of Shopify says',
  options: ['again', 'stock-location'],
  run: async (args) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'stock-location': { type: 'string', multiple: true, default: [] },
        again: { type: 'boolean', default: false },
      },
    });
    const [file, ...others] = positionals;
    await requireFiles(positionals);
    if (file === undefined || others.length > 0) {
      throw new UsageError('Name one inventory file: all locations are in it.');
    }
    return withDatabase(async ({ database, isEmbedded }) => {
      await checkIndexes(database, isEmbedded);
      const stock = createStockService({ database, clock: systemClock });
      const report = await stock.import(() => createReadStream(file), OPERATOR_ORIGIN, {
        locations: values['stock-location'],
        again: values.again,
      });
      for (const line of describeStockImport(report)) console.log(line);
      return report.rejected + report.unknownCount === 0 ? 0 : 1;
    });
  },
};
