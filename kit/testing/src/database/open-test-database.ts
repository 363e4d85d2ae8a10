import { startTestDatabase, type TestDatabase } from './start-test-database.ts';

interface Openable {
  readonly indexes: { sync(): Promise<unknown> };
  close(): Promise<unknown>;
}

/** A server with an open connection. */
export interface OpenTestDatabase<Database> {
  readonly server: TestDatabase;
  readonly database: Database;
  /** Closes the connection and stops the server. */
  stop(): Promise<void>;
}

/** Starts a server, connects to it with `open` and creates the indexes. */
export async function openTestDatabase<Database extends Openable>(
  open: (uri: string) => Promise<Database>,
): Promise<OpenTestDatabase<Database>> {
  const server = await startTestDatabase();
  const database = await open(server.uri);
  await database.indexes.sync();
  return {
    server,
    database,
    async stop() {
      await database.close();
      await server.stop();
    },
  };
}
