import { systemClock } from '@trastienda/base';
import type { MigrationProgress } from '@trastienda/mongo';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { type Config, readConfig } from '../config/env.ts';
import { checkMigrations } from '../start/check-migrations.ts';
import { checkCurrencyDigits } from '../start/currency-digits/check-currency-digits.ts';
import { exitWithoutDatabase } from '../start/exit-without-database.ts';
import { locateDatabase } from '../start/locate-database.ts';
import { escapeUnseen } from '../start/log/escape-line.ts';
import { describeMigration } from './describe-migration.ts';

export interface OpenedDatabase {
  readonly database: Database;
  readonly uri: string;
  readonly isEmbedded: boolean;
  readonly config: Config;
}

/**
 * What a command requires of the database: migrated data, and amounts with known decimals.
 * `migrations` without `amounts` is for commands that repair amounts or indexes.
 */
export type Requirement = 'nothing' | 'migrations' | 'amounts';

/**
 * Runs work on the configured database and always closes it. An embedded database is migrated
 * first.
 *
 * @throws {MigrationsPendingError} when a database of the operator must be migrated.
 * @throws {CurrencyDigitsError} when amounts have, or might have, other decimals.
 */
export async function withDatabase<Result>(
  work: (opened: OpenedDatabase) => Promise<Result>,
  { require = 'amounts' }: { readonly require?: Requirement } = {},
): Promise<Result> {
  const config = readConfig('command');
  const location = await locateDatabase(config, { onLost: exitWithoutDatabase });
  try {
    const { uri, isEmbedded } = location;
    const database = await openDatabase(uri);
    try {
      if (require !== 'nothing') {
        // Standard output is for the results of the command.
        const onProgress = (progress: MigrationProgress) =>
          console.error(describeMigration(progress));
        const check = { isEmbedded, now: systemClock.now, onProgress };
        for (const sentence of await checkMigrations(database, check)) {
          console.error(escapeUnseen(sentence));
        }
      }
      if (require === 'amounts') await checkCurrencyDigits(database);
      return await work({ database, uri, isEmbedded, config });
    } finally {
      await database.close();
    }
  } finally {
    location.close();
  }
}
