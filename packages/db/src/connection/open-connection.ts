import { type Connection, Mongoose, mongo } from 'mongoose';
import { readFault } from './faults.ts';

/** A database that cannot serve the shop, in words for an operator. */
export class DatabaseUnfitError extends Error {
  override readonly name = 'DatabaseUnfitError';
}

export interface ConnectionOptions {
  /** How long a call waits for a reachable server; 5 seconds unless told. */
  readonly serverSelectionTimeoutMs?: number;
  /** Most connections to the server; 50 unless told. */
  readonly maxPoolSize?: number;
}

/** MongoDB's AuthenticationFailed. */
const AUTHENTICATION_FAILED = 18;

/** Tells what the operator can mend from what has to pass. */
function explainRefusal(error: unknown): unknown {
  const fault = readFault(error);
  if (fault !== error || !(error instanceof mongo.MongoError)) return fault;
  if (error.code === AUTHENTICATION_FAILED) {
    return new DatabaseUnfitError('The MongoDB server does not accept these credentials.');
  }
  // The driver quotes no part of the string that could be a password.
  return error instanceof mongo.MongoDriverError
    ? new DatabaseUnfitError(`The connection string cannot be used: ${error.message}`)
    : error;
}

/**
 * Connects, and refuses a server that cannot do transactions: orders and stock must never be
 * written apart because a deployment forgot the replica set.
 */
export async function openConnection(
  uri: string,
  options: ConnectionOptions,
): Promise<{ mongoose: Mongoose; connection: Connection }> {
  const mongoose = new Mongoose({
    autoCreate: false,
    autoIndex: false,
    // A misspelt field in a filter would otherwise be dropped, and the filter match everything.
    strictQuery: 'throw',
    transactionAsyncLocalStorage: true,
  });
  try {
    const { connection } = await mongoose.connect(uri, {
      appName: 'trastienda',
      serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? 5_000,
      maxPoolSize: options.maxPoolSize ?? 50,
    });
    const hello = await connection.db?.admin().command({ hello: 1 });
    if (hello?.setName === undefined && hello?.msg !== 'isdbgrid') {
      throw new DatabaseUnfitError(
        'The MongoDB server cannot do transactions: it is neither a member of a replica set nor a ' +
          'mongos. Start it with --replSet and run rs.initiate(); one member is enough.',
      );
    }
    return { mongoose, connection };
  } catch (error) {
    await mongoose.disconnect();
    throw explainRefusal(error);
  }
}
