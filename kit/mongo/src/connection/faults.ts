import { BaseError, isAppError, isBaseError } from '@trastienda/base';
import { Error as MongooseErrors, mongo } from 'mongoose';

/** MongoDB's MaxTimeMSExpired, see https://www.mongodb.com/docs/manual/reference/error-codes/ */
const MAX_TIME_EXPIRED = 50;
/** MongoDB's OutOfDiskSpace. */
const OUT_OF_DISK_SPACE = 14_031;

/** Returns true for driver errors of an unreachable server or a broken connection. */
function isUnreachable(error: unknown): boolean {
  return (
    error instanceof MongooseErrors.MongooseServerSelectionError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoExpiredSessionError ||
    (error instanceof mongo.MongoError && error.hasErrorLabel('RetryableWriteError'))
  );
}

/** Label of errors after which a transaction may be retried. */
export const TRANSIENT = 'TransientTransactionError';

/**
 * Returns true when a transaction that failed with this error may succeed if retried from the
 * start.
 */
export function isTransient(error: unknown): boolean {
  return error instanceof mongo.MongoError && error.hasErrorLabel(TRANSIENT);
}

/**
 * Returns true when a failure comes from the database itself, or from the time that a call has,
 * rather than from the stored data.
 */
export function isDatabaseFault(error: unknown): boolean {
  if (isBaseError(error, 'DEADLINE_EXCEEDED')) return true;
  const cause = isAppError(error) ? error.cause : error;
  return cause instanceof mongo.MongoError || cause instanceof MongooseErrors;
}

/**
 * Unwraps the cause of a bulk write that failed as a whole, which the driver presents as a server
 * error.
 */
function unwrap(error: unknown): unknown {
  const response: unknown =
    error instanceof mongo.MongoBulkWriteError ? error.errorResponse : undefined;
  return response instanceof Error ? response : error;
}

/** Converts a driver failure to a `BaseError` where callers can react to it. */
export function readFault(thrown: unknown): unknown {
  const error = unwrap(thrown);
  if (isUnreachable(error)) return new BaseError('DATABASE_UNAVAILABLE', { cause: error });
  if (
    error instanceof mongo.MongoOperationTimeoutError ||
    (error instanceof mongo.MongoServerError && error.code === MAX_TIME_EXPIRED)
  ) {
    return new BaseError('DATABASE_TIMEOUT', { cause: error });
  }
  if (error instanceof mongo.MongoServerError && error.code === OUT_OF_DISK_SPACE) {
    return new BaseError('STORAGE_FULL', { cause: error });
  }
  return thrown;
}
