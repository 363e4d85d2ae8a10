import { Int32 } from 'bson';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import {
  compileFilter,
  createCollation,
  isDBRefField,
  typeName,
  valuesEqual,
} from '../language/index.ts';
import { badValue, failedToParse, mongoError, notSupported, typeMismatch } from '../mongo-error.ts';
import { checkPartialFilter } from './partial-filter.ts';
import type { IndexInfo } from './types.ts';

/** Supported fields of an index specification. */
const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  'key',
  'name',
  'v',
  'unique',
  'sparse',
  'hidden',
  'background',
  'dropDups',
  'expireAfterSeconds',
  'partialFilterExpression',
  'collation',
  'ns',
]);
const UNSUPPORTED_FIELDS: ReadonlySet<string> = new Set([
  'storageEngine',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'wildcardProjection',
  'clustered',
  'prepareUnique',
  'bucketSize',
]);

const MAX_EXPIRE_SECONDS = 2_147_483_647;
const MAX_INDEX_FIELDS = 32;

function checkKeyPattern(pattern: Document): void {
  const fields = Object.entries(pattern);
  if (fields.length === 0) {
    throw mongoError(67, 'Index keys cannot be an empty document');
  }
  if (fields.length > MAX_INDEX_FIELDS) {
    throw mongoError(13103, `too many compound keys, the maximum is ${MAX_INDEX_FIELDS}`);
  }
  for (const [path, direction] of fields) {
    if (typeof direction === 'string') throw notSupported(`the index type "${direction}"`);
    if (path.includes('$**')) throw notSupported('a wildcard index');
    const number = numberOf(direction);
    if (number === undefined || number === 0 || Number.isNaN(number)) {
      throw mongoError(
        67,
        `Values in v:2 index key pattern cannot be of type ${typeName(direction)} or 0. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    }
    if (path === '') throw mongoError(67, 'Index keys cannot be an empty field.');
    if (path.startsWith('.') || path.endsWith('.') || path.includes('..')) {
      throw mongoError(67, 'Index keys cannot contain an empty field.');
    }
    const isIllegal = path
      .split('.')
      .some((part, i) => part.startsWith('$') && (i === 0 || !isDBRefField(part)));
    if (isIllegal) {
      throw mongoError(67, "Index key contains an illegal field name: field name starts with '$'.");
    }
  }
}

function booleanOption(spec: Document, field: string): boolean {
  const value = spec[field];
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  if (number === undefined) {
    throw typeMismatch(
      `Error in specification: the field '${field}' must be a bool, but got ${typeName(value)}`,
    );
  }
  return number !== 0;
}

/** Reserved name of the index on `_id`. */
const PRIMARY_NAME = '_id_';

const PRIMARY_FIELDS: ReadonlySet<string> = new Set([
  'key',
  'name',
  'v',
  'ns',
  'background',
  'dropDups',
  'collation',
]);

/**
 * Builds the specification of the `_id` index for a collection with this collation.
 *
 * @throws {MongoError} 2 when the request has another direction or collation, 197 when it has any
 *   option.
 */
export function primaryIndexSpec(requested: Document, defaultCollation?: Document): Document {
  const other = Object.keys(requested).find((field) => !PRIMARY_FIELDS.has(field));
  if (other !== undefined) {
    throw mongoError(197, `The field '${other}' is not valid for an _id index specification.`);
  }
  if (!valuesEqual(requested.key, { _id: 1 })) {
    throw badValue("The field 'key' for an _id index must be {_id: 1}");
  }
  const { collation } = requested;
  const made = isDocument(collation) ? createCollation(collation)?.spec : undefined;
  if (collation !== undefined && !valuesEqual(made, defaultCollation)) {
    throw badValue('The _id index must have the same collation as the collection.');
  }
  return {
    v: new Int32(2),
    key: requested.key,
    name: PRIMARY_NAME,
    ...(defaultCollation ? { collation: defaultCollation } : {}),
  };
}

/**
 * Validates a `createIndexes` specification and returns it as `listIndexes` shows it.
 * `defaultCollation` is the collection's collation.
 *
 * @throws {MongoError} 67, 115, 14, 2, 72 or 197.
 */
export function normalizeIndexSpec(
  requested: Document,
  defaultCollation: Document | undefined,
): Document {
  for (const field of Object.keys(requested)) {
    if (UNSUPPORTED_FIELDS.has(field)) throw notSupported(`the index option "${field}"`);
    if (!KNOWN_FIELDS.has(field)) {
      throw mongoError(197, `The field '${field}' is not valid for an index specification.`);
    }
  }
  const { key, partialFilterExpression, expireAfterSeconds } = requested;
  if (!isDocument(key)) {
    throw mongoError(9, "The 'key' field is a required property of an index specification");
  }
  checkKeyPattern(key);
  // Neither has an effect today: `background` is stored as sent, `dropDups` is dropped.
  for (const field of ['background', 'dropDups']) booleanOption(requested, field);
  if (isDocument(requested.collation) && Object.keys(requested.collation).length === 0) {
    throw badValue("The field 'collation' cannot be an empty object.");
  }
  const isPrimary = Object.keys(key).length === 1 && key._id !== undefined;
  if (isPrimary) return primaryIndexSpec(requested, defaultCollation);
  const { name } = requested;
  if (name === undefined) {
    throw failedToParse("The 'name' field is a required property of an index specification");
  }
  if (typeof name !== 'string') throw typeMismatch("The field 'name' must be a string");
  if (name === '') throw mongoError(67, 'index name cannot be empty');
  if (name === '*') throw badValue("The index name '*' is not valid.");
  if (name === PRIMARY_NAME) {
    throw badValue(
      "The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}",
    );
  }
  const spec: Document = { v: new Int32(2), key, name };
  if (booleanOption(requested, 'unique')) spec.unique = true;
  if (booleanOption(requested, 'sparse')) spec.sparse = true;
  if (booleanOption(requested, 'hidden')) spec.hidden = true;
  if (requested.background !== undefined) spec.background = requested.background;
  if (partialFilterExpression !== undefined) {
    if (!isDocument(partialFilterExpression)) {
      throw typeMismatch("The field 'partialFilterExpression' must be an object");
    }
    if (spec.sparse) {
      throw mongoError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    }
    checkPartialFilter(compileFilter(partialFilterExpression).ast);
    spec.partialFilterExpression = partialFilterExpression;
  }
  if (expireAfterSeconds !== undefined) {
    checkExpiry(key, expireAfterSeconds);
    spec.expireAfterSeconds = expireAfterSeconds;
  }
  const collation = requested.collation ?? defaultCollation;
  if (collation !== undefined) {
    if (!isDocument(collation)) throw typeMismatch("The field 'collation' must be an object");
    const made = createCollation(collation);
    if (made) spec.collation = made.spec;
  }
  return spec;
}

/**
 * Validates the expiry of a TTL index.
 *
 * @throws {MongoError} `code` unless an index of this pattern may have this expiry.
 */
export function checkExpiry(key: Document, value: unknown, code = 67): void {
  const seconds = numberOf(value);
  if (seconds === undefined) {
    throw mongoError(code, 'TTL index expireAfterSeconds option must be numeric');
  }
  if (seconds < 0 || seconds > MAX_EXPIRE_SECONDS || Number.isNaN(seconds)) {
    throw mongoError(
      code,
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a number between 0 and ${MAX_EXPIRE_SECONDS}`,
    );
  }
  if (Object.keys(key).length !== 1) {
    throw mongoError(
      code,
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
  }
}

/** Builds the runtime form of a specification that {@link normalizeIndexSpec} returned. */
export function makeIndex(id: number, spec: Document): IndexInfo {
  const keyPattern = isDocument(spec.key) ? spec.key : {};
  const fields = Object.keys(keyPattern);
  const partial = spec.partialFilterExpression;
  const collation = isDocument(spec.collation) ? createCollation(spec.collation) : undefined;
  return {
    id,
    name: String(spec.name),
    spec,
    keyPattern,
    fields,
    directions: fields.map((field) => ((numberOf(keyPattern[field]) ?? 1) < 0 ? -1 : 1)),
    isPrimary: spec.name === PRIMARY_NAME,
    isClustered: spec.name === PRIMARY_NAME && !collation,
    isUnique: spec.unique === true || spec.name === PRIMARY_NAME,
    isSparse: spec.sparse === true,
    isHidden: spec.hidden === true,
    partialFilter: isDocument(partial) ? compileFilter(partial, { collation }) : undefined,
    collation,
    expireAfterSeconds: numberOf(spec.expireAfterSeconds),
  };
}

/**
 * Compares what makes two indexes distinct: key, collation, filter, `unique` and `sparse`. The rest
 * are options.
 */
function isSameSignature(a: Document, b: Document): boolean {
  const fields = ['key', 'collation', 'partialFilterExpression', 'unique', 'sparse'] as const;
  return fields.every((field) => valuesEqual(a[field], b[field]));
}

/**
 * Returns true when an identical index exists.
 *
 * @throws {MongoError} 86 when another index has its name, 85 when an equivalent index differs in
 *   name or options.
 */
export function isExistingIndex(spec: Document, existing: readonly IndexInfo[]): boolean {
  const show = (value: Document): string => JSON.stringify(value);
  const sameName = existing.find((index) => index.name === spec.name);
  if (sameName) {
    const both = `Requested index: ${show(spec)}, existing index: ${show(sameName.spec)}`;
    if (sameName.isPrimary) return true;
    if (!isSameSignature(spec, sameName.spec)) {
      throw mongoError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${both}`,
      );
    }
    if (!hasSameOptions(spec, sameName.spec)) {
      throw mongoError(
        85,
        `An equivalent index already exists with the same name but different options. ${both}`,
      );
    }
    return true;
  }
  const equivalent = existing.find((index) => isSameSignature(spec, index.spec));
  if (!equivalent) return false;
  throw mongoError(
    85,
    hasSameOptions(spec, equivalent.spec)
      ? `Index already exists with a different name: ${equivalent.name}`
      : `An equivalent index already exists with a different name and options. Requested index: ${show(spec)}, existing index: ${show(equivalent.spec)}`,
  );
}

function hasSameOptions(a: Document, b: Document): boolean {
  return numberOf(a.expireAfterSeconds) === numberOf(b.expireAfterSeconds);
}
