/** A document in a command: field name to BSON value. */
type Fields = Record<string, unknown>;

/** Error codes of this database with MongoDB's names (`error_codes.yml` of the server). */
const CODE_NAMES: Readonly<Record<number, string>> = {
  1: 'InternalError',
  2: 'BadValue',
  8: 'UnknownError',
  9: 'FailedToParse',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  15: 'Overflow',
  17: 'ProtocolError',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  57: 'DottedFieldName',
  59: 'CommandNotFound',
  61: 'ShardKeyNotFound',
  65: 'InvalidDBRef',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  68: 'IndexAlreadyExists',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  111: 'NotExactValueField',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  185: 'ClientMetadataDocumentTooLarge',
  197: 'InvalidIndexSpecificationOption',
  224: 'QueryFeatureNotAllowed',
  241: 'ConversionFailure',
  244: 'TransactionAborted',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  261: 'TooManyLogicalSessions',
  263: 'OperationNotSupportedInTransaction',
  280: 'ChangeStreamFatalError',
  286: 'ChangeStreamHistoryLost',
  322: 'APIVersionError',
  323: 'APIStrictError',
  11000: 'DuplicateKey',
  10334: 'BSONObjectTooLarge',
  11600: 'InterruptedAtShutdown',
  11601: 'Interrupted',
  13297: 'DatabaseDifferCase',
  14031: 'OutOfDiskSpace',
  31082: 'SearchNotEnabled',
  40414: 'IDLFailedToParse',
  40415: 'IDLUnknownField',
};

/** Optional parts of a {@link MongoError}. */
export interface MongoErrorOptions {
  /** `errorLabels` of the reply, such as `TransientTransactionError`. */
  readonly labels?: readonly string[];
  /** More fields of the reply, such as `keyPattern` and `keyValue` of a duplicate key. */
  readonly details?: Fields;
}

/** An error as MongoDB reports it: code, code name, message and more fields of the reply. */
export class MongoError extends Error {
  override readonly name = 'MongoError';
  readonly code: number;
  readonly codeName: string;
  readonly labels: readonly string[];
  readonly details: Fields;

  constructor(code: number, codeName: string, message: string, options: MongoErrorOptions = {}) {
    super(message);
    this.code = code;
    this.codeName = codeName;
    this.labels = options.labels ?? [];
    this.details = options.details ?? {};
  }
}

/**
 * Builds an error from its code. The name comes from the server's table; a code without a name
 * there becomes `Location<code>`, as in MongoDB.
 */
export function mongoError(code: number, message: string, options?: MongoErrorOptions): MongoError {
  return new MongoError(code, CODE_NAMES[code] ?? `Location${code}`, message, options);
}

/** Builds a 2 `BadValue`: a well-formed request with an unacceptable value. */
export function badValue(message: string): MongoError {
  return mongoError(2, message);
}

/** Builds a 9 `FailedToParse`: a request that cannot be parsed. */
export function failedToParse(message: string): MongoError {
  return mongoError(9, message);
}

/** Builds a 14 `TypeMismatch`: a value of the wrong type. */
export function typeMismatch(message: string): MongoError {
  return mongoError(14, message);
}

/** Builds a 40 `ConflictingUpdateOperators`: two update operators on the same path. */
export function conflictingUpdate(path: string, conflictsAt: string): MongoError {
  return mongoError(40, `Updating the path '${path}' would create a conflict at '${conflictsAt}'`);
}

/** Builds a 66 `ImmutableField`: an update of a field that must not change. */
export function immutableField(message: string): MongoError {
  return mongoError(66, message);
}

/**
 * Builds a 115 `CommandNotSupported`: a MongoDB feature that this database lacks. The message names
 * it.
 */
export function notSupported(feature: string): MongoError {
  return mongoError(115, `${feature} is not supported by this database`);
}

/** Builds a 31082 `SearchNotEnabled`: the answer of servers outside Atlas to search requests. */
export function searchNotEnabled(feature: string): MongoError {
  return mongoError(31_082, `${feature} requires Atlas, and is not supported by this database`);
}

/** Builds a 112 `WriteConflict`: another transaction wrote the same key. A retry can succeed. */
export function writeConflict(
  message = 'WriteConflict error: this operation conflicted with another operation. Please retry your operation or multi-document transaction.',
): MongoError {
  return mongoError(112, message, { labels: ['TransientTransactionError'] });
}

/** Builds an 11600 `InterruptedAtShutdown`: the database is closing. */
export function interruptedAtShutdown(): MongoError {
  return mongoError(11_600, 'interrupted at shutdown');
}

/**
 * Builds an 11000 `DuplicateKey`: a unique index already has the key. `keyText` is the key as
 * MongoDB prints it, such as `{ email: "a@b.c" }`; `keyPattern` and `keyValue` become fields of the
 * reply.
 */
export function duplicateKey(
  namespace: string,
  indexName: string,
  keyPattern: Fields,
  keyValue: Fields,
  keyText: string,
): MongoError {
  return mongoError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${indexName} dup key: ${keyText}`,
    { details: { keyPattern, keyValue } },
  );
}
