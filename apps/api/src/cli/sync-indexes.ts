import { parseArgs } from 'node:util';
import { systemClock } from '@trastienda/runtime';
import type { Command } from './run-commands.ts';
import { type OpenedDatabase, withDatabase } from './with-database.ts';

/** Makes the database's indexes the declared ones, and upgrades what earlier versions stored. */
export const syncIndexesCommand: Command = {
  name: 'sync-indexes',
  usage: '[--drop-unknown]',
  summary: 'create missing collections and indexes (and drop undeclared ones), upgrade stored data',
  options: ['drop-unknown'],
  run: (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { 'drop-unknown': { type: 'boolean', default: false } },
    });
    const sync = async ({ database: { indexes, upgrades } }: OpenedDatabase) => {
      const before = await indexes.check();
      await indexes.sync({ dropUnknown: values['drop-unknown'] });
      const after = await indexes.check();
      console.log(`created: ${before.missing.length - after.missing.length}`);
      console.log(`dropped: ${before.unknown.length - after.unknown.length}`);
      for (const index of after.unknown) console.log(`left alone: ${index}`);
      for (const sentence of await upgrades.run(systemClock.now())) console.log(sentence);
      return 0;
    };
    return withDatabase(sync, { isMending: true });
  },
};
