import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';
import { flag, optionalString } from './values.ts';

/** Commands of API version 1 (manual: reference/stable-api/). */
const COMMANDS: ReadonlySet<string> = new Set([
  'abortTransaction',
  'aggregate',
  'bulkWrite',
  'collMod',
  'commitTransaction',
  'count',
  'create',
  'createIndexes',
  'delete',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'endSessions',
  'explain',
  'find',
  'findAndModify',
  'getMore',
  'hello',
  'insert',
  'killCursors',
  'listCollections',
  'listDatabases',
  'listIndexes',
  'ping',
  'refreshSessions',
  'update',
]);

/** True for commands of API version 1. */
export function isInStableApi(name: string): boolean {
  return COMMANDS.has(name);
}

/** Stages outside of API version 1. */
const OTHER_STAGES: ReadonlySet<string> = new Set([
  '$currentOp',
  '$indexStats',
  '$listLocalSessions',
  '$listSessions',
  '$planCacheStats',
  '$search',
]);

function unsupportedStage(pipeline: unknown): string | undefined {
  if (!Array.isArray(pipeline)) return undefined;
  return pipeline
    .flatMap((stage) => (isDocument(stage) ? Object.keys(stage) : []))
    .find((name) => OTHER_STAGES.has(name));
}

/**
 * Validates the API version that a client declares.
 *
 * @throws {MongoError} 322 for a version other than 1, 72 when the version is missing, 323 for
 *   anything outside the API when `apiStrict` is set.
 */
export function checkStableApi(name: string, command: Document): void {
  const { apiStrict, apiDeprecationErrors } = command;
  const version = optionalString(command, 'apiVersion');
  if (version === undefined) {
    if (apiStrict === undefined && apiDeprecationErrors === undefined) return;
    throw mongoError(
      72,
      'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion',
    );
  }
  if (version !== '1') throw mongoError(322, 'API version must be "1"');
  if (!flag(command, 'apiStrict')) return;
  if (!COMMANDS.has(name)) {
    throw mongoError(
      323,
      `Provided apiStrict:true, but the command ${name} is not in API Version 1`,
    );
  }
  const stage = unsupportedStage(command.pipeline);
  if (stage) {
    throw mongoError(323, `stage ${stage} is not allowed with 'apiStrict: true' in API Version 1`);
  }
}
