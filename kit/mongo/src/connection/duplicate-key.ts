import { mongo } from 'mongoose';
import { TRANSIENT } from './faults.ts';

/** MongoDB's DuplicateKey (E11000). */
const DUPLICATE_KEY = 11_000;

/** Returns true when a unique index rejected a write, and a bulk failed for no other reason. */
export function isDuplicateKey(error: unknown): error is mongo.MongoServerError {
  // A bulk has the code of its first failed write.
  const failed = error instanceof mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
  return (
    error instanceof mongo.MongoServerError &&
    [error, ...failed].every(({ code }) => code === DUPLICATE_KEY)
  );
}

/**
 * Converts a duplicate-key error of a transaction's write into a conflict, so that the transaction
 * is retried and sees the existing document. Returns other errors unchanged.
 */
export function retryDuplicate(error: unknown): unknown {
  if (isDuplicateKey(error)) error.addErrorLabel(TRANSIENT);
  return error;
}
