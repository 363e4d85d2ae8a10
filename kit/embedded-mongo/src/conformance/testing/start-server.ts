import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../../launch/in-process.ts';

/** A server for the cases, with an empty database. */
export interface CaseServer {
  readonly client: MongoClient;
  readonly database: string;
  /** The server's product, to look up its known differences. */
  readonly kind: 'embedded' | 'mongodb' | 'secantus';
  stop(): Promise<void>;
}

// Reads values with their stored type: an int stays an int, a long a long.
export const EXACT = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const;

async function kindOf(client: MongoClient): Promise<CaseServer['kind']> {
  const info = await client.db().admin().command({ buildInfo: 1 });
  return JSON.stringify(info).toLowerCase().includes('secantus') ? 'secantus' : 'mongodb';
}

/** Connects to the server at `MONGODB_URI`, or starts an embedded one in this process. */
export async function startServer(): Promise<CaseServer> {
  const database = `cases_${randomUUID().replaceAll('-', '')}`;
  const uri = process.env.MONGODB_URI;
  if (uri) {
    const client = await MongoClient.connect(uri, EXACT);
    return {
      client,
      database,
      kind: await kindOf(client),
      async stop() {
        await client.db(database).dropDatabase();
        await client.close();
      },
    };
  }
  const mongo = await startEmbeddedMongo();
  const client = await MongoClient.connect(mongo.uri, EXACT);
  return {
    client,
    database,
    kind: 'embedded',
    async stop() {
      await client.close();
      await mongo.close();
    },
  };
}
