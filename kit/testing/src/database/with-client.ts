import { MongoClient } from 'mongodb';

/** Runs work with a new MongoDB client, and closes it. */
export async function withClient(
  uri: string,
  work: (client: MongoClient) => Promise<unknown>,
): Promise<void> {
  const client = new MongoClient(uri);
  try {
    await work(client);
  } finally {
    await client.close();
  }
}
