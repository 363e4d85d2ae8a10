import type { MongoClient } from 'mongodb';
import { withClient } from '../database/with-client.ts';

/** What happens to a command at a fail point, in the words of MongoDB's `failCommand`. */
export interface Fault {
  readonly errorCode?: number;
  /** Default: the labels that the server adds to this error by itself. */
  readonly errorLabels?: readonly string[];
  /** The connection closes without an answer. */
  readonly closeConnection?: true;
  /** The command waits `blockTimeMS` first. */
  readonly blockConnection?: true;
  readonly blockTimeMS?: number;
}

/** A transaction that lost a race: the driver retries it. */
export const WRITE_CONFLICT: Fault = {
  errorCode: 112,
  errorLabels: ['TransientTransactionError'],
};

/** DocumentValidationFailure: an error that the driver does not retry. */
export const FINAL_FAULT: Fault = { errorCode: 121, errorLabels: [] };

/** The server has no room left for a write. */
export const OUT_OF_DISK_SPACE: Fault = { errorCode: 14_031 };

/** The command hangs, so that a process can be killed in the middle of its work. */
export const HANG: Fault = { blockConnection: true, blockTimeMS: 3_600_000 };

/** Commands with which a transaction writes. */
export const TRANSACTION_WRITES: readonly string[] = [
  'insert',
  'update',
  'delete',
  'findAndModify',
  'commitTransaction',
];

/** Where a server fails, and how. */
export interface FailPoint {
  readonly fault: Fault;
  /** Names of the commands; default `TRANSACTION_WRITES`. */
  readonly commands?: readonly string[];
  /** Default: commands on all collections. */
  readonly collection?: string;
  /** Number of these commands that succeed first; default 0. */
  readonly skip?: number;
  /** Number of these commands that fail then; default: all until `clearFailPoint`. */
  readonly times?: number;
}

function setOn(client: MongoClient, failPoint: FailPoint): Promise<unknown> {
  const { fault, commands = TRANSACTION_WRITES, collection, skip, times } = failPoint;
  const mode = {
    ...(skip === undefined ? {} : { skip }),
    ...(times === undefined ? {} : { times }),
  };
  const namespace =
    collection === undefined ? {} : { namespace: `${client.db().databaseName}.${collection}` };
  return client.db('admin').command({
    configureFailPoint: 'failCommand',
    mode: Object.keys(mode).length === 0 ? 'alwaysOn' : mode,
    data: { failCommands: commands, ...namespace, ...fault },
  });
}

const clearOn = (client: MongoClient): Promise<unknown> =>
  client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' });

/**
 * Sets the fail point of the server at a connection string that names a database. It replaces an
 * earlier one. The embedded database has fail points; MongoDB has them with `enableTestCommands`.
 */
export const setFailPoint = (uri: string, failPoint: FailPoint): Promise<void> =>
  withClient(uri, (client) => setOn(client, failPoint));

/** Lets all commands of a server succeed again. */
export const clearFailPoint = (uri: string): Promise<void> => withClient(uri, clearOn);

/**
 * Lets all commands succeed again and aborts all open transactions. Call it after killing a process
 * in the middle of a write: its transaction otherwise blocks other writers for a minute.
 */
export async function releaseKilledProcess(uri: string): Promise<void> {
  await clearFailPoint(uri);
  await withClient(uri, (client) => client.db('admin').command({ killAllSessions: [] }));
}

/**
 * Runs `work` with a fault at its first write, then at its second, and so on, until it succeeds.
 * Calls `afterFailure` whenever it failed, without the fail point. Returns how often it failed.
 */
export async function failAtEachWrite(
  uri: string,
  work: () => Promise<unknown>,
  afterFailure: () => Promise<void>,
  fault: Fault = FINAL_FAULT,
): Promise<number> {
  let failures = 0;
  await withClient(uri, async (client) => {
    for (;;) {
      await setOn(client, { fault, skip: failures, times: 1 });
      const [result] = await Promise.allSettled([work()]);
      await clearOn(client);
      if (result?.status !== 'rejected') return;
      failures += 1;
      await afterFailure();
    }
  });
  return failures;
}
