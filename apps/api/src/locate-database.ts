import { join } from 'node:path';
import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import type { Config } from './env.ts';

export interface DatabaseLocation {
  readonly uri: string;
  readonly isEmbedded: boolean;
  /** Where the data is, in words, without credentials. */
  readonly description: string;
}

/**
 * The configured database or, without one, the embedded one of the data directory, started if no
 * other process has done so: server and commands share it.
 */
export async function locateDatabase(config: Config): Promise<DatabaseLocation> {
  if (config.mongodbUri !== undefined) {
    return { uri: config.mongodbUri, isEmbedded: false, description: 'Data: MONGODB_URI' };
  }
  const dir = join(config.dataDir, 'mongo');
  const { uri } = await openEmbeddedMongo({ dir });
  const url = new URL(uri);
  url.pathname = '/trastienda';
  return { uri: url.toString(), isEmbedded: true, description: `Data: embedded, in ${dir}` };
}
