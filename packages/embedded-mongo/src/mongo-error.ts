/** A document as commands carry it: field name to BSON value. */
type Fields = Record<string, unknown>;

/** The error codes this database answers with, by MongoDB's number (error_codes.yml of the server). */
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

/** What a {@link MongoError} may carry besides its code and text. */
export interface MongoErrorOptions {
  /** `errorLabels` of the reply, such as `TransientTransactionError`. */
  readonly labels?: readonly string[];
  /** Further fields of the reply, such as `keyPattern` and `keyValue` of a duplicate key. */
  readonly details?: Fields;
}

/** A failure as MongoDB reports it: a number, its name, a text, and what else the reply carries. */
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
 * An error by its number alone; the name comes from the server's table, and numbers that have no
 * name there are called `Location<number>`, as the server does.
 */
export function mongoError(code: number, message: string, options?: MongoErrorOptions): MongoError {
  return new MongoError(code, CODE_NAMES[code] ?? `Location${code}`, message, options);
}

/** 2: the request is understood and its value is not acceptable. */
export function badValue(message: string): MongoError {
  return mongoError(2, message);
}

/** 9: the request cannot be parsed. */
export function failedToParse(message: string): MongoError {
  return mongoError(9, message);
}

/** 14: a value of another type was needed. */
export function typeMismatch(message: string): MongoError {
  return mongoError(14, message);
}

/** 40: two operators of an update want the same path. */
export function conflictingUpdate(path: string, conflictsAt: string): MongoError {
  return mongoError(40, `Updating the path '${path}' would create a conflict at '${conflictsAt}'`);
}

/** 66: an update would change a field that never changes. */
export function immutableField(message: string): MongoError {
  return mongoError(66, message);
}

/** 115: a feature of MongoDB that this database does not have; the text names it. */
export function notSupported(feature: string): MongoError {
  return mongoError(115, `${feature} is not supported by this database`);
}

/** 31082: what a server that is not part of Atlas answers to everything about search. */
export function searchNotEnabled(feature: string): MongoError {
  return mongoError(31_082, `${feature} requires Atlas, and is not supported by this database`);
}

/** 112: another transaction has written what this one wants to write; a retry can succeed. */
export function writeConflict(
  message = 'WriteConflict error: this operation conflicted with another operation. Please retry your operation or multi-document transaction.',
): MongoError {
  return mongoError(112, message, { labels: ['TransientTransactionError'] });
}

/** 11600: the database closes. */
export function interruptedAtShutdown(): MongoError {
  return mongoError(11_600, 'interrupted at shutdown');
}

/**
 * 11000: a unique index already holds the key. `keyText` is the key as the server prints it, such
 * as `{ email: "a@b.c" }`; `keyPattern` and `keyValue` go into the reply.
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
