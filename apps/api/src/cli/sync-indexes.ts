import { parseArgs } from 'node:util';
import type { Command } from './run-commands.ts';
import { type OpenedDatabase, withDatabase } from './with-database.ts';

/**
 * The command `sync-indexes`: creates declared indexes, and drops others on request. Requires
 * migrated data, which an index may need.
 */
export const syncIndexesCommand: Command = {
  name: 'sync-indexes',
  usage: '[--drop-unknown]',
  summary: 'create missing collections and indexes (and drop undeclared ones)',
  options: ['drop-unknown'],
  run: (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { 'drop-unknown': { type: 'boolean', default: false } },
    });
    const sync = async ({ database: { indexes } }: OpenedDatabase) => {
      const before = await indexes.check();
      await indexes.sync({ dropUnknown: values['drop-unknown'] });
      const after = await indexes.check();
      console.log(`created: ${before.missing.length - after.missing.length}`);
      console.log(`dropped: ${before.unknown.length - after.unknown.length}`);
      for (const index of after.unknown) console.log(`left alone: ${index}`);
      return 0;
    };
    return withDatabase(sync, { require: 'migrations' });
  },
};
