import type { Connection } from 'mongoose';
import type { MigrationContext } from './migration.ts';

/**
 * Transactions of migrations. Not Mongoose's: models do not take part, and those leave an async context
 * enabled that slows a server down.
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
