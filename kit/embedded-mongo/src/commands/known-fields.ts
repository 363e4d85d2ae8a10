import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';

/** Fields that every command accepts. */
const GENERIC_FIELDS: ReadonlySet<string> = new Set([
  '$db',
  '$clusterTime',
  '$readPreference',
  '$audit',
  '$client',
  '$configServerState',
  '$configTime',
  '$topologyTime',
  'apiDeprecationErrors',
  'apiStrict',
  'apiVersion',
  'autocommit',
  'comment',
  'help',
  'lsid',
  'maxTimeMS',
  'maxTimeMSOpOnly',
  'mayBypassWriteBlocking',
  'readConcern',
  'rawData',
  'requestGossipRoutingCache',
  'serialization_context',
  'startTransaction',
  'stmtId',
  'stmtIds',
  'txnNumber',
  'txnRetryCounter',
  'writeConcern',
]);

/** @throws {MongoError} 40415 for an unknown field, like MongoDB. */
export function checkFields(where: string, document: Document, known: ReadonlySet<string>): void {
  for (const field of Object.keys(document)) {
    if (!known.has(field)) {
      throw mongoError(40415, `BSON field '${where}.${field}' is an unknown field.`);
    }
  }
}

/** Applies {@link checkFields} to a whole command. */
export function checkCommandFields(
  name: string,
  command: Document,
  known: ReadonlySet<string>,
): void {
  for (const field of Object.keys(command)) {
    if (field !== name && !known.has(field) && !GENERIC_FIELDS.has(field)) {
      throw mongoError(40415, `BSON field '${name}.${field}' is an unknown field.`);
    }
  }
}
