import { typeName } from '../language/index.ts';
import { mongoError, notSupported } from '../mongo-error.ts';
import type { CommandCall } from './command-call.ts';

const MAX_NAMESPACE_BYTES = 255;
const FORBIDDEN_IN_DATABASE = /[/\\. "$*<>:|?\0]/;

/** @throws {MongoError} 73 for an invalid database name. */
export function checkDatabaseName(name: string): void {
  if (name === '' || name.length >= 64 || FORBIDDEN_IN_DATABASE.test(name)) {
    throw mongoError(73, `Invalid database name: '${name}'`);
  }
}

/**
 * Collections of replication in `local`. They are refused, since an empty result would be wrong.
 */
const REPLICATION: ReadonlySet<string> = new Set([
  'local.oplog.rs',
  'local.replset.election',
  'local.replset.minvalid',
  'local.startup_log',
  'local.system.replset',
]);

/**
 * Returns the namespace of a collection.
 *
 * @throws {MongoError} 73 for an invalid name, 115 for a replication collection.
 */
export function namespaceOf(database: string, collection: string): string {
  const namespace = `${database}.${collection}`;
  const isInvalid =
    collection === '' ||
    collection.includes('\0') ||
    collection.startsWith('.') ||
    collection.includes('$') ||
    Buffer.byteLength(namespace) > MAX_NAMESPACE_BYTES;
  if (isInvalid) throw mongoError(73, `Invalid namespace specified '${namespace}'`);
  if (REPLICATION.has(namespace)) throw notSupported(`the collection ${namespace}`);
  return namespace;
}

/**
 * Returns the collection named by the command's first field.
 *
 * @throws {MongoError} 73 or 2 when it is not a valid name.
 */
export function collectionNameOf(call: CommandCall): string {
  const value = call.command[call.name];
  if (typeof value !== 'string') {
    throw mongoError(73, `collection name has invalid type ${typeName(value)}`);
  }
  namespaceOf(call.database, value);
  return value;
}
