import { mongo } from 'mongoose';
import { TRANSIENT } from './faults.ts';

/** Returns true when a unique index rejected a write (MongoDB's E11000). */
export function isDuplicateKey(error: unknown): error is mongo.MongoServerError {
  return error instanceof mongo.MongoServerError && error.code === 11_000;
}

/**
 * Converts a duplicate-key error of a transaction's write into a conflict, so that the transaction
 * is retried and sees the existing document. Returns other errors unchanged.
 */
export function retryDuplicate(error: unknown): unknown {
  if (isDuplicateKey(error)) error.addErrorLabel(TRANSIENT);
  return error;
}
