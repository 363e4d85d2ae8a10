import { type Database, openDatabase } from '@trastienda/db';
import { type Config, readConfig } from '../env.ts';
import { locateDatabase } from '../locate-database.ts';
import { exitWithoutDatabase } from '../shutdown.ts';

interface OpenedDatabase {
  readonly database: Database;
  readonly uri: string;
  readonly isEmbedded: boolean;
  readonly config: Config;
}

/** Runs work on the configured database and closes it whatever happens. */
export async function withDatabase<Result>(
  work: (opened: OpenedDatabase) => Promise<Result>,
): Promise<Result> {
  const config = readConfig('command');
  const location = await locateDatabase(config, { onLost: exitWithoutDatabase });
  try {
    const { uri, isEmbedded } = location;
    const database = await openDatabase(uri);
    try {
      return await work({ database, uri, isEmbedded, config });
    } finally {
      await database.close();
    }
  } finally {
    location.close();
  }
}
