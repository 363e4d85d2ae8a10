import { mongo } from 'mongoose';
import { TRANSIENT } from './faults.ts';

/** Whether a unique index refused a write (MongoDB's E11000). */
export function isDuplicateKey(error: unknown): error is mongo.MongoServerError {
  return error instanceof mongo.MongoServerError && error.code === 11_000;
}

/**
 * What to throw when a unique index may have refused a write of a transaction: the transaction then
 * runs again from the start, and sees what was there before it. Other errors stay as they are.
 */
export function retryDuplicate(error: unknown): unknown {
  if (isDuplicateKey(error)) error.addErrorLabel(TRANSIENT);
  return error;
}
