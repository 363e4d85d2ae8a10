import type { Connection } from 'mongoose';
import type { MigrationContext } from './migration.ts';

/**
 * Creates transactions for migrations. Not Mongoose's: models are not used, and Mongoose's leave an
 * async context enabled that slows the server down.
 */
export function createTransactions(connection: Connection): MigrationContext['transaction'] {
  return (work) =>
    connection.getClient().withSession((session) =>
      session.withTransaction(() => work(session), {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority' },
      }),
    );
}
