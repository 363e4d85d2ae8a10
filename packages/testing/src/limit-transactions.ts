import { MongoClient } from 'mongodb';

/**
 * Has a server give up transactions after so many seconds. A process that was killed leaves its own
 * open, and whoever wants to change the same documents waits for them: by default for a minute.
 */
export async function limitTransactions(uri: string, seconds: number): Promise<void> {
  const client = new MongoClient(uri);
  try {
    await client.db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds: seconds });
  } finally {
    await client.close();
  }
}
