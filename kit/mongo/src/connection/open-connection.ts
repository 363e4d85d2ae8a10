import { type Connection, Mongoose, mongo } from 'mongoose';
import { readFault } from './faults.ts';

/** A database that cannot be used; the message is for an operator. */
export class DatabaseUnfitError extends Error {
  override readonly name = 'DatabaseUnfitError';
}

export interface ConnectionOptions {
  /** Names the program in the server's log. */
  readonly appName?: string;
  /** How long a call waits for a reachable server; 5 seconds by default. */
  readonly serverSelectionTimeoutMs?: number;
  /** Maximum connections to the server; 50 by default. */
  readonly maxPoolSize?: number;
}

/** MongoDB's AuthenticationFailed. */
const AUTHENTICATION_FAILED = 18;

/** Distinguishes errors that the operator must fix from temporary ones. */
function explainFailure(error: unknown): unknown {
  const fault = readFault(error);
  if (fault !== error || !(error instanceof mongo.MongoError)) return fault;
  if (error.code === AUTHENTICATION_FAILED) {
    return new DatabaseUnfitError('The MongoDB server does not accept these credentials.');
  }
  // The driver quotes no part of the connection string that may be a password.
  return error instanceof mongo.MongoDriverError
    ? new DatabaseUnfitError(`The connection string cannot be used: ${error.message}`)
    : error;
}

/**
 * Connects, and rejects a server without transactions: it would store a part of what belongs
 * together when a process ends between two writes.
 */
export async function openConnection(
  uri: string,
  options: ConnectionOptions,
): Promise<{ mongoose: Mongoose; connection: Connection }> {
  const mongoose = new Mongoose({
    autoCreate: false,
    autoIndex: false,
    // Otherwise a misspelled field would be dropped from a filter, which would then match
    // everything.
    strictQuery: 'throw',
    transactionAsyncLocalStorage: true,
  });
  try {
    const { connection } = await mongoose.connect(uri, {
      ...(options.appName !== undefined && { appName: options.appName }),
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
    throw explainFailure(error);
  }
}
