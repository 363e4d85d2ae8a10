import { ShopError } from '@trastienda/contract';
import { Error as MongooseErrors, mongo } from 'mongoose';

/** MongoDB's MaxTimeMSExpired, see https://www.mongodb.com/docs/manual/reference/error-codes/ */
const MAX_TIME_EXPIRED = 50;
/** MongoDB's OutOfDiskSpace. */
const OUT_OF_DISK_SPACE = 14_031;

/** What the driver throws when no server could be reached or the connection broke. */
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

/** The label of errors after which a transaction may be run again. */
export const TRANSIENT = 'TransientTransactionError';

/** Whether a transaction that met this error may succeed when it is run again from the start. */
export function isTransient(error: unknown): boolean {
  return error instanceof mongo.MongoError && error.hasErrorLabel(TRANSIENT);
}

/** Whether the database, rather than what is stored in it, made something fail. */
export function isDatabaseFault(error: unknown): boolean {
  const cause = error instanceof ShopError ? error.cause : error;
  return cause instanceof mongo.MongoError || cause instanceof MongooseErrors;
}

/** A bulk write that failed as a whole wraps what it failed with as if a server had said it. */
function unwrap(error: unknown): unknown {
  const response: unknown =
    error instanceof mongo.MongoBulkWriteError ? error.errorResponse : undefined;
  return response instanceof Error ? response : error;
}

/** Reads a driver's failure as one of the error table where callers can do something about it. */
export function readFault(thrown: unknown): unknown {
  const error = unwrap(thrown);
  if (isUnreachable(error)) return new ShopError('DATABASE_UNAVAILABLE', { cause: error });
  if (
    error instanceof mongo.MongoOperationTimeoutError ||
    (error instanceof mongo.MongoServerError && error.code === MAX_TIME_EXPIRED)
  ) {
    return new ShopError('DATABASE_TIMEOUT', { cause: error });
  }
  if (error instanceof mongo.MongoServerError && error.code === OUT_OF_DISK_SPACE) {
    return new ShopError('STORAGE_FULL', { cause: error });
  }
  return thrown;
}
