import { Timestamp } from 'bson';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { timestampSequence } from '../bson/sequence-timestamp.ts';
import type { ChangeStreamSpec } from '../change-streams/change-events.ts';
import { ChangeStreamSource } from '../change-streams/change-stream-source.ts';
import type { LogPosition, ResumePoint } from '../change-streams/resume-token.ts';
import { assertNotTrimmed, LAST_ORDINAL, readToken } from '../change-streams/resume-token.ts';
import { compilePipeline } from '../language/index.ts';
import { badValue, mongoError, notSupported, typeMismatch } from '../mongo-error.ts';
import { effectiveCollation } from '../query/query.ts';
import type { CommandCall } from './command-call.ts';
import { cursorBatchSize, replyWithCursor } from './cursor-reply.ts';
import { checkFields } from './known-fields.ts';
import { flag, optionalDocument, optionalString } from './values.ts';

const OPTIONS: ReadonlySet<string> = new Set([
  'fullDocument',
  'fullDocumentBeforeChange',
  'resumeAfter',
  'startAfter',
  'startAtOperationTime',
  'allChangesForCluster',
  'showExpandedEvents',
]);

/** Stages allowed after `$changeStream` (manual: changeStreams/). */
const STAGES: ReadonlySet<string> = new Set([
  '$match',
  '$project',
  '$addFields',
  '$set',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
  '$redact',
]);

const FULL_DOCUMENT = ['default', 'updateLookup', 'whenAvailable', 'required'] as const;
const BEFORE_CHANGE = ['off', 'whenAvailable', 'required'] as const;

function oneOf<T extends string>(
  options: Document,
  field: string,
  allowed: readonly T[],
  fallback: T,
): T {
  const value = optionalString(options, field);
  if (value === undefined) return fallback;
  const found = allowed.find((each) => each === value);
  if (found === undefined) {
    throw badValue(
      `Enumeration value '${value}' for field '$changeStream.${field}' is not a valid value.`,
    );
  }
  return found;
}

/**
 * Returns true when a pipeline is a change stream.
 *
 * @throws {MongoError} 40602 when `$changeStream` is not the first stage.
 */
export function isChangeStream(pipeline: readonly Document[]): boolean {
  const at = pipeline.findIndex((stage) => Object.hasOwn(stage, '$changeStream'));
  if (at > 0)
    throw mongoError(40602, '$changeStream is only valid as the first stage in a pipeline');
  return at === 0;
}

/**
 * Returns the position at which the stream starts.
 *
 * @throws {MongoError} 286 when the log no longer reaches back to it.
 */
function startOf(call: CommandCall, options: Document): LogPosition | ResumePoint {
  const { engine } = call.services;
  const { resumeAfter, startAfter, startAtOperationTime } = options;
  const given = [resumeAfter, startAfter, startAtOperationTime].filter((v) => v !== undefined);
  if (given.length > 1) {
    throw mongoError(
      50674,
      "Only one of 'resumeAfter', 'startAfter' and 'startAtOperationTime' may be given for a $changeStream",
    );
  }
  const position = positionOf(engine.sequence, options);
  assertNotTrimmed(position, engine.trimmedSequence);
  return position;
}

function positionOf(current: bigint, options: Document): LogPosition | ResumePoint {
  const { resumeAfter, startAfter, startAtOperationTime } = options;
  if (resumeAfter !== undefined) {
    const point = readToken(resumeAfter);
    if (point.isInvalidate) {
      throw mongoError(
        260,
        "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.",
      );
    }
    return point;
  }
  if (startAfter !== undefined) return readToken(startAfter);
  if (startAtOperationTime === undefined) return { sequence: current, ordinal: LAST_ORDINAL };
  if (!(startAtOperationTime instanceof Timestamp)) {
    throw typeMismatch(
      "BSON field '$changeStream.startAtOperationTime' is the wrong type, expected type 'timestamp'",
    );
  }
  return { sequence: timestampSequence(startAtOperationTime) - 1n, ordinal: LAST_ORDINAL };
}

function specOf(call: CommandCall, collection: string, options: Document): ChangeStreamSpec {
  const isCluster = flag(options, 'allChangesForCluster');
  if (isCluster && (call.database !== 'admin' || collection !== '')) {
    throw mongoError(
      72,
      'A $changeStream with allChangesForCluster:true may only be opened on the admin database',
    );
  }
  if (!isCluster && collection === '' && call.database === 'admin') {
    throw mongoError(73, '$changeStream may not be opened on the internal admin database');
  }
  return {
    database: isCluster ? undefined : call.database,
    collection: collection === '' ? undefined : collection,
    fullDocument: oneOf(options, 'fullDocument', FULL_DOCUMENT, 'default'),
    fullDocumentBeforeChange: oneOf(options, 'fullDocumentBeforeChange', BEFORE_CHANGE, 'off'),
    showExpandedEvents: flag(options, 'showExpandedEvents'),
  };
}

/** Opens a change stream (manual: changeStreams/, reference/operator/aggregation/changeStream/). */
export function openChangeStream(
  call: CommandCall,
  collection: string,
  namespace: string,
  pipeline: readonly Document[],
): Promise<Document> {
  if (call.transaction) {
    throw mongoError(263, '$changeStream cannot be used in a transaction');
  }
  const [first, ...rest] = pipeline;
  const options = first?.$changeStream;
  if (!isDocument(options))
    throw mongoError(50808, 'the $changeStream stage specification must be an object');
  checkFields('$changeStream', options, OPTIONS);
  const { level = 'majority' } = optionalDocument(call.command, 'readConcern') ?? {};
  if (level !== 'majority') {
    throw mongoError(
      72,
      `$changeStream cannot run with a readConcern other than 'majority', or in a multi-document transaction. Current readConcern: { level: "${String(level)}" }`,
    );
  }
  const collation = effectiveCollation(optionalDocument(call.command, 'collation'), undefined);
  // Compile first: an unknown stage is reported before a disallowed one.
  const compiled = rest.length > 0 ? compilePipeline(rest, { collation }) : undefined;
  for (const stage of rest) {
    const [name = ''] = Object.keys(stage);
    if (name === '$changeStreamSplitLargeEvent') throw notSupported(`the stage ${name}`);
    if (!STAGES.has(name))
      throw mongoError(20, `${name} is not permitted in a $changeStream pipeline`);
  }
  const source = new ChangeStreamSource(
    call.services.engine,
    specOf(call, collection, options),
    compiled,
    startOf(call, options),
  );
  return replyWithCursor(call, namespace, source, { batchSize: cursorBatchSize(call.command) });
}
