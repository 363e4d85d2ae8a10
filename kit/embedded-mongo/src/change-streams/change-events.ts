import { Binary, Long } from 'bson';
import { decodeDocument } from '../bson/bson-codec.ts';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { sequenceTimestamp } from '../bson/sequence-timestamp.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import { MongoError, mongoError } from '../mongo-error.ts';
import { dataKey } from '../storage/key-space.ts';
import { documentId } from '../writes/document-writer.ts';
import type { LogPosition } from './resume-token.ts';
import { makeToken } from './resume-token.ts';
import { describeUpdate } from './update-description.ts';

/** What a change stream watches and which fields its events have. */
export interface ChangeStreamSpec {
  /** Absent when the stream watches the whole deployment. */
  readonly database: string | undefined;
  /** Absent when the stream watches a whole database. */
  readonly collection: string | undefined;
  readonly fullDocument: 'default' | 'updateLookup' | 'whenAvailable' | 'required';
  readonly fullDocumentBeforeChange: 'off' | 'whenAvailable' | 'required';
  readonly showExpandedEvents: boolean;
}

/** An event, and whether it is the last one of its stream. */
interface ChangeEvent {
  readonly event: Document;
  readonly isLast: boolean;
}

const EXPANDED: ReadonlySet<unknown> = new Set([
  'create',
  'createIndexes',
  'dropIndexes',
  'modify',
]);

function isWatched(spec: ChangeStreamSpec, entry: Document): boolean {
  const { op, db, coll } = entry;
  if (EXPANDED.has(op) && !spec.showExpandedEvents) return false;
  if (spec.database === undefined) return db !== 'admin' && db !== 'config' && db !== 'local';
  if (db !== spec.database) return false;
  if (spec.collection === undefined) return true;
  return coll === spec.collection || isNewNameOf(spec, entry);
}

/** True for a rename of another collection to the watched name. */
function isNewNameOf(spec: ChangeStreamSpec, { op, details }: Document): boolean {
  const to = op === 'rename' && isDocument(details) ? details.to : undefined;
  return isDocument(to) && to.db === spec.database && to.coll === spec.collection;
}

function bytesOf(value: unknown): Uint8Array | undefined {
  return value instanceof Binary ? value.value() : undefined;
}

function lookUp(snapshot: Snapshot, entry: Document): Document | null {
  const collection = snapshot.catalog.get(`${entry.db}.${entry.coll}`);
  const key = isDocument(entry.key) ? entry.key : {};
  if (!collection) return null;
  const raw = snapshot.view.get(dataKey(collection.id, documentId(key._id)));
  return raw ? decodeDocument(raw) : null;
}

function fullDocumentOf(
  spec: ChangeStreamSpec,
  snapshot: Snapshot,
  entry: Document,
): Document | null | undefined {
  const after = bytesOf(entry.after);
  if (entry.op !== 'update') return after && decodeDocument(after);
  switch (spec.fullDocument) {
    case 'default':
      return undefined;
    case 'updateLookup':
      return lookUp(snapshot, entry);
    default:
      return imageOf(after, entry, spec.fullDocument === 'required', 'post');
  }
}

/**
 * Returns a document's pre- or post-image, or null when `changeStreamPreAndPostImages` is off.
 *
 * @throws {MongoError} 47 when the stream requires the image and it is missing.
 */
function imageOf(
  bytes: Uint8Array | undefined,
  entry: Document,
  isRequired: boolean,
  kind: 'pre' | 'post',
): Document | null {
  if (bytes && entry.images === true) return decodeDocument(bytes);
  if (!isRequired) return null;
  throw new MongoError(
    47,
    'NoMatchingDocument',
    `Change stream was configured to require a ${kind}-image for all update, delete and replace events, but the ${kind}-image was not found`,
    { labels: ['NonResumableChangeStreamError'] },
  );
}

function documentEvent(spec: ChangeStreamSpec, snapshot: Snapshot, entry: Document): Document {
  const fields: Document = { documentKey: entry.key };
  const full = fullDocumentOf(spec, snapshot, entry);
  if (full !== undefined) fields.fullDocument = full;
  const before = bytesOf(entry.before);
  const after = bytesOf(entry.after);
  if (entry.op === 'update' && before && after) {
    const { disambiguatedPaths, ...description } = describeUpdate(
      decodeDocument(before),
      decodeDocument(after),
    );
    fields.updateDescription = spec.showExpandedEvents
      ? { ...description, disambiguatedPaths }
      : description;
  }
  if (spec.fullDocumentBeforeChange !== 'off' && entry.op !== 'insert') {
    const isRequired = spec.fullDocumentBeforeChange === 'required';
    fields.fullDocumentBeforeChange = imageOf(before, entry, isRequired, 'pre');
  }
  return fields;
}

/** True when the event removes what the stream watches, which ends the stream. */
function invalidates(spec: ChangeStreamSpec, op: unknown): boolean {
  if (spec.collection !== undefined) return op === 'drop' || op === 'rename';
  return spec.database !== undefined && op === 'dropDatabase';
}

/**
 * Returns the events of a commit log entry in a stream: none, one, or one followed by an
 * invalidate.
 */
export function eventsOf(
  spec: ChangeStreamSpec,
  snapshot: Snapshot,
  position: LogPosition,
  entry: Document,
): ChangeEvent[] {
  if (!isWatched(spec, entry)) return [];
  const { op, db, coll, wall, lsid, txnNumber, details } = entry;
  const clusterTime = sequenceTimestamp(position.sequence);
  const isDocumentChange = entry.key !== undefined;
  const isExplained = EXPANDED.has(op) || (op === 'rename' && spec.showExpandedEvents);
  const event: Document = {
    _id: makeToken(position),
    operationType: op,
    clusterTime,
    wallTime: wall,
    ns: coll === undefined ? { db } : { db, coll },
    ...(isDocumentChange ? documentEvent(spec, snapshot, entry) : {}),
    ...(op === 'rename' && isDocument(details) ? { to: details.to } : {}),
    ...(isExplained && details ? { operationDescription: details } : {}),
    ...(spec.showExpandedEvents && entry.uuid ? { collectionUUID: entry.uuid } : {}),
    ...(lsid instanceof Binary ? { lsid: { id: lsid } } : {}),
    ...(txnNumber instanceof Long ? { txnNumber } : {}),
  };
  if (!invalidates(spec, op)) return [{ event, isLast: false }];
  const invalidate = {
    _id: makeToken(position, true),
    operationType: 'invalidate',
    clusterTime,
    wallTime: wall,
  };
  return [
    { event, isLast: false },
    { event: invalidate, isLast: true },
  ];
}

/**
 * Checks that the pipeline kept the event's resume token.
 *
 * @throws {MongoError} 280 when it was changed or removed.
 */
export function assertTokenUnchanged(event: Document, output: Document): void {
  const before = isDocument(event._id) ? event._id._data : undefined;
  const after = isDocument(output._id) ? output._id._data : undefined;
  if (before !== undefined && before === after) return;
  throw mongoError(
    280,
    'Encountered an event whose _id field, which contains the resume token, was modified by the pipeline. Modifying the _id field of an event makes it impossible to resume the stream from that point. Only transformations that retain the unmodified _id field are allowed.',
    { labels: ['NonResumableChangeStreamError'] },
  );
}
