import { randomUUID } from 'node:crypto';
import { type EmbeddedMongo, startEmbeddedMongo } from '@trastienda/embedded-mongo';
import type { MongoClient } from 'mongodb';
import { externalMongoUri } from './env.ts';
import { withClient } from './with-client.ts';

/** A server with an empty database, for one test file. */
export interface TestDatabase {
  readonly uri: string;
  /** The embedded server, for its counters; undefined when the suite runs on another server. */
  readonly embedded: EmbeddedMongo | undefined;
  /** Runs work with a MongoDB client whose default database is this one. */
  withClient(work: (client: MongoClient) => Promise<unknown>): Promise<void>;
  /**
   * Returns the documents of all collections but those of `except` as one string, which is equal
   * when the stored data is.
   */
  contents(options?: { readonly except?: readonly string[] }): Promise<string>;
  /** Empties every collection; indexes stay. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

function withDatabase(uri: string, name: string): string {
  const url = new URL(uri);
  url.pathname = `/${name}`;
  return url.toString();
}

async function emptyCollections(client: MongoClient): Promise<void> {
  for (const collection of await client.db().collections()) await collection.deleteMany({});
}

async function readCollections(uri: string, except: readonly string[]): Promise<string> {
  const stored: [string, unknown][] = [];
  await withClient(uri, async (client) => {
    for (const collection of await client.db().collections()) {
      if (except.includes(collection.collectionName)) continue;
      const documents = await collection.find().sort({ _id: 1 }).toArray();
      stored.push([collection.collectionName, documents]);
    }
  });
  return JSON.stringify(stored.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Starts a database for a test file; `stop` stops it. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const embedded =
    externalMongoUri === undefined ? await startEmbeddedMongo({ fsync: false }) : undefined;
  const uri = withDatabase(
    externalMongoUri ?? embedded?.uri ?? '',
    `test_${randomUUID().replaceAll('-', '')}`,
  );
  return {
    uri,
    embedded,
    withClient: (work) => withClient(uri, work),
    contents: ({ except = [] } = {}) => readCollections(uri, except),
    clear: () => withClient(uri, emptyCollections),
    async stop() {
      if (embedded === undefined) await withClient(uri, (client) => client.db().dropDatabase());
      await embedded?.close();
    },
  };
}
