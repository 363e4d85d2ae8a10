import { withClient } from './with-client.ts';

/**
 * Sets a server's transaction lifetime. A killed process leaves its transaction open, and other
 * writers of the same documents wait for it: by default for a minute.
 */
export async function limitTransactions(uri: string, seconds: number): Promise<void> {
  await withClient(uri, (client) =>
    client.db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds: seconds }),
  );
}
