import { type Database, openDatabase } from '@trastienda/db';
import { type Config, readConfig } from '../config/env.ts';
import { checkCurrencyDigits } from '../start/currency-digits/check-currency-digits.ts';
import { locateDatabase } from '../start/locate-database.ts';
import { exitWithoutDatabase } from '../start/shutdown.ts';

export interface OpenedDatabase {
  readonly database: Database;
  readonly uri: string;
  readonly isEmbedded: boolean;
  readonly config: Config;
}

/**
 * Runs work on the configured database and closes it whatever happens. Refuses a database whose
 * amounts may mean something else than they seem to, unless the work is to mend it.
 *
 * @throws {CurrencyDigitsError}
 */
export async function withDatabase<Result>(
  work: (opened: OpenedDatabase) => Promise<Result>,
  { isMending = false }: { readonly isMending?: boolean } = {},
): Promise<Result> {
  const config = readConfig('command');
  const location = await locateDatabase(config, { onLost: exitWithoutDatabase });
  try {
    const { uri, isEmbedded } = location;
    const database = await openDatabase(uri);
    try {
      if (!isMending) await checkCurrencyDigits(database);
      return await work({ database, uri, isEmbedded, config });
    } finally {
      await database.close();
    }
  } finally {
    location.close();
  }
}
