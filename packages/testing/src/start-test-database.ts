import { randomUUID } from 'node:crypto';
import { type EmbeddedMongo, startEmbeddedMongo } from '@trastienda/embedded-mongo';
import { MongoClient } from 'mongodb';
import { externalMongoUri } from './env.ts';

type ClientWork = (client: MongoClient) => Promise<unknown>;

/** A server with an empty database, for one test file. */
export interface TestDatabase {
  readonly uri: string;
  /** The embedded server, for its counters; undefined when the suite runs on another server. */
  readonly embedded: EmbeddedMongo | undefined;
  /** Runs work with a MongoDB client whose default database is this one. */
  withClient(work: ClientWork): Promise<void>;
  /** Empties every collection; indexes stay. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

function withDatabase(uri: string, name: string): string {
  const url = new URL(uri);
  url.pathname = `/${name}`;
  return url.toString();
}

async function withClient(uri: string, work: ClientWork): Promise<void> {
  const client = new MongoClient(uri);
  try {
    await work(client);
  } finally {
    await client.close();
  }
}

async function emptyCollections(client: MongoClient): Promise<void> {
  for (const collection of await client.db().collections()) await collection.deleteMany({});
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
    clear: () => withClient(uri, emptyCollections),
    async stop() {
      if (embedded === undefined) await withClient(uri, (client) => client.db().dropDatabase());
      await embedded?.close();
    },
  };
}
