import { Binary, Long } from 'bson';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { Engine } from '../engine/engine.ts';
import { type MongoError, mongoError } from '../mongo-error.ts';
import { isCommittedTransaction } from '../transactions/retry-record.ts';
import { Mutex } from './mutex.ts';
import type { LogicalSession, SessionRegistry, SessionTransaction } from './session-registry.ts';

const UUID_BYTES = 16;

/**
 * Returns the id in the `lsid` of a command.
 *
 * @throws {MongoError} 9 when it is malformed.
 */
export function sessionIdOf(command: Document): Buffer | undefined {
  const { lsid } = command;
  if (lsid === undefined) return undefined;
  const id = isDocument(lsid) ? lsid.id : undefined;
  if (!(id instanceof Binary) || id.value().length !== UUID_BYTES) {
    throw mongoError(9, "The field 'lsid.id' must be a UUID");
  }
  return Buffer.from(id.value());
}

/** Returns the `txnNumber` of a command. */
export function transactionNumberOf(command: Document): bigint | undefined {
  const { txnNumber } = command;
  if (txnNumber === undefined) return undefined;
  if (txnNumber instanceof Long) return txnNumber.toBigInt();
  const number = numberOf(txnNumber);
  if (number === undefined || !Number.isInteger(number)) {
    throw mongoError(14, "BSON field 'txnNumber' is the wrong type, expected type 'long'");
  }
  return BigInt(number);
}

/** Builds a 251: no such transaction is open. The client may run it again from the start. */
export function noSuchTransaction(number: bigint): MongoError {
  return mongoError(
    251,
    `Given transaction number ${number} does not match any in-progress transactions.`,
    { labels: ['TransientTransactionError'] },
  );
}

/**
 * Builds the error for a transaction that is not the session's current one: 225 for an older
 * number, 251 for an unknown one.
 */
function transactionNotFound({ current }: LogicalSession, number: bigint): MongoError {
  if (!current || current.number <= number) return noSuchTransaction(number);
  return mongoError(
    225,
    `Transaction number ${number} is older than the session's latest, ${current.number}.`,
  );
}

/** Starts transaction `number` in the session. Its first operation takes the snapshot. */
export function startTransaction(
  sessions: SessionRegistry,
  session: LogicalSession,
  number: bigint,
): SessionTransaction {
  const { current } = session;
  if (current && current.number > number) {
    throw mongoError(
      225,
      `Cannot start transaction ${number} on session because a newer transaction ${current.number} has already started on this session.`,
    );
  }
  if (current && current.number === number) {
    throw mongoError(
      117,
      `Transaction ${number} is already started on this session and cannot be started again.`,
    );
  }
  sessions.abortOpen(session);
  const started: SessionTransaction = {
    number,
    transaction: undefined,
    state: 'open',
    commit: undefined,
    startedAt: Date.now(),
    mutex: new Mutex(),
  };
  session.current = started;
  return started;
}

/**
 * Returns the open transaction `number` of the session.
 *
 * @throws {MongoError} 251 when it does not exist or was aborted, 256 when it was committed.
 */
export function continueTransaction(session: LogicalSession, number: bigint): SessionTransaction {
  const { current } = session;
  if (!current || current.number !== number || current.state === 'aborted') {
    throw transactionNotFound(session, number);
  }
  if (current.state !== 'open') {
    throw mongoError(256, `Transaction ${number} has been committed.`);
  }
  return current;
}

/**
 * Commits a transaction. A repeated commit returns the result of the first.
 *
 * @throws {MongoError} 225 when the session has a newer transaction, 251 when there is nothing to
 *   commit.
 */
export function commitTransaction(
  engine: Engine,
  session: LogicalSession,
  number: bigint,
): Promise<void> {
  const { current, commits } = session;
  const running = commits.get(number);
  if (running) return running;
  if (current?.number === number) {
    if (current.commit) return current.commit;
    if (current.state === 'aborted') throw noSuchTransaction(number);
    current.state = 'committing';
    const commit = finish(engine, session, current);
    current.commit = commit;
    commits.set(number, commit);
    const forget = () => commits.delete(number);
    commit.then(forget, forget);
    return commit;
  }
  const snapshot = engine.snapshot();
  try {
    const identity = { sessionId: session.id, transactionNumber: number };
    if (isCommittedTransaction(snapshot.view, identity)) return Promise.resolve();
  } finally {
    snapshot.release();
  }
  throw transactionNotFound(session, number);
}

async function finish(
  engine: Engine,
  session: LogicalSession,
  current: SessionTransaction,
): Promise<void> {
  const { transaction, number } = current;
  try {
    if (transaction) {
      await engine.commit(transaction, { sessionId: session.id, transactionNumber: number });
    }
    current.state = 'committed';
  } catch (error) {
    current.state = 'aborted';
    current.commit = undefined;
    throw error;
  } finally {
    current.transaction = undefined;
  }
}

/**
 * Aborts a transaction.
 *
 * @throws {MongoError} 251 or 225 when there is nothing to abort, 256 when it was committed.
 */
export function abortTransaction(
  sessions: SessionRegistry,
  session: LogicalSession,
  number: bigint,
): void {
  const { current } = session;
  if (!current || current.number !== number || current.state === 'aborted') {
    throw transactionNotFound(session, number);
  }
  if (current.state !== 'open') {
    throw mongoError(256, `Transaction ${number} has been committed.`);
  }
  sessions.abortOpen(session);
}
