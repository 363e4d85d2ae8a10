import { randomUUID } from 'node:crypto';
import { Binary, UUID } from 'bson';
import type { Document } from '../bson/document.ts';
import { makeIndex, primaryIndexSpec } from '../catalog/index-spec.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { createCollation, valuesEqual } from '../language/index.ts';
import { mongoError, notSupported } from '../mongo-error.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import { originOf } from '../writes/document-writer.ts';
import type { CommandCall } from './command-call.ts';
import { checkDatabaseName, collectionNameOf, namespaceOf } from './namespace.ts';
import { runWrite } from './run-write.ts';
import { flag, optionalDocument } from './values.ts';

/** Options of `create` for unsupported kinds of collections and for validation. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  timeseries: 'a time-series collection',
  clusteredIndex: 'a clustered collection',
  viewOn: 'a view',
  pipeline: 'a view',
  validator: 'the collection option "validator"',
  encryptedFields: 'an encrypted collection',
  size: 'a capped collection',
  max: 'a capped collection',
};

export const CREATE_FIELDS = [
  'capped',
  'collation',
  'autoIndexId',
  'idIndex',
  'validationLevel',
  'validationAction',
  'indexOptionDefaults',
  'storageEngine',
  'changeStreamPreAndPostImages',
  'flags',
  'expireAfterSeconds',
  'temp',
  ...Object.keys(UNSUPPORTED),
] as const;

/** Adds an empty collection to the catalog. */
export function addCollection(
  ctx: WriteContext,
  database: string,
  name: string,
  options: Document = {},
): CollectionInfo {
  checkDatabaseName(database);
  const namespace = namespaceOf(database, name);
  if (name.startsWith('system.')) {
    throw mongoError(73, `Invalid system namespace: ${namespace}`);
  }
  const id = ctx.allocateId();
  const collation = optionalCollation(options);
  const primary = primaryIndexSpec({ key: { _id: 1 } }, collation?.spec);
  const collection: CollectionInfo = {
    id,
    uuid: new Binary(new UUID(randomUUID()).buffer, Binary.SUBTYPE_UUID),
    database,
    name,
    namespace,
    options,
    collation,
    indexes: [makeIndex(collation ? ctx.allocateId() : id, primary)],
  };
  ctx.putCollection(collection);
  ctx.log({
    ...originOf(collection),
    operation: 'create',
    details: { idIndex: primary, ...options },
  });
  return collection;
}

function optionalCollation(options: Document) {
  const spec = optionalDocument(options, 'collation');
  return spec && createCollation(spec);
}

/** Returns the collection; creates it when it does not exist, as a first insert does. */
export function ensureCollection(
  ctx: WriteContext,
  database: string,
  name: string,
): CollectionInfo {
  return ctx.catalog.get(`${database}.${name}`) ?? addCollection(ctx, database, name);
}

/**
 * The create command (manual: reference/command/create/).
 *
 * @throws {MongoError} 48 when the name exists.
 */
export async function create(call: CommandCall): Promise<Document> {
  const { command } = call;
  const name = collectionNameOf(call);
  for (const [field, feature] of Object.entries(UNSUPPORTED)) {
    if (command[field] !== undefined && !isTrivial(command[field])) throw notSupported(feature);
  }
  if (flag(command, 'capped')) throw notSupported('a capped collection');
  if (command.expireAfterSeconds !== undefined) {
    throw mongoError(72, "'expireAfterSeconds' is only supported on time-series collections");
  }
  if (!flag(command, 'autoIndexId', true)) {
    throw mongoError(72, "'autoIndexId' can only be false in the database 'local'");
  }
  const collation = optionalDocument(command, 'collation');
  const made = collation && createCollation(collation);
  const idIndex = optionalDocument(command, 'idIndex');
  if (idIndex) primaryIndexSpec(idIndex, made?.spec);
  const options: Document = made ? { collation: made.spec } : {};
  const images = optionalDocument(command, 'changeStreamPreAndPostImages');
  if (images) options.changeStreamPreAndPostImages = images;
  await runWrite(call, (ctx) => {
    const existing = ctx.catalog.get(`${call.database}.${name}`);
    if (!existing) addCollection(ctx, call.database, name, options);
    else if (call.transaction || !valuesEqual(existing.options, options)) {
      throw mongoError(48, `Collection ${call.database}.${name} already exists.`);
    }
  });
  return {};
}

/** True for `validator: {}` and an empty pipeline, which have no effect. */
function isTrivial(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
