import { Binary } from 'bson';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { DATA_PREFIX_BYTES, dataRange } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';
import { documentId } from '../writes/document-writer.ts';

/** A stored entry of the commit log. */
export interface StoredLogEntry {
  readonly sequence: bigint;
  readonly bytes: Buffer;
  readonly entry: Document;
}

/** Documents of a collection: encoded bytes by encoded `_id`, both in hexadecimal. */
type Contents = Map<string, string>;

/**
 * Replays a complete commit log from an empty database. Returns a sentence for every entry that
 * does not follow from the previous ones, and for every difference between the result and the
 * stored data.
 */
export function replayLog(
  view: ReadView,
  collections: readonly CollectionInfo[],
  log: readonly StoredLogEntry[],
): string[] {
  const problems: string[] = [];
  const replayed = new Map<string, Contents>();
  for (const one of log) {
    const problem = apply(replayed, one);
    if (problem) problems.push(`Commit ${one.sequence}: ${problem}`);
  }
  for (const { namespace, id } of collections) {
    const contents = replayed.get(namespace);
    replayed.delete(namespace);
    if (!contents) {
      problems.push(`${namespace} is stored, but not in the log`);
      continue;
    }
    for (const { key, value } of entriesOf(view, dataRange(id))) {
      const name = key.subarray(DATA_PREFIX_BYTES).toString('hex');
      if (contents.get(name) !== value.toString('hex')) {
        problems.push(`${namespace}: a document differs from the log`);
      }
      contents.delete(name);
    }
    if (contents.size > 0) problems.push(`${namespace}: ${contents.size} documents are missing`);
  }
  for (const namespace of replayed.keys())
    problems.push(`${namespace} is in the log, but not stored`);
  return problems;
}

function apply(replayed: Map<string, Contents>, { entry }: StoredLogEntry): string | undefined {
  const namespace = `${entry.db}.${entry.coll}`;
  const contents = replayed.get(namespace);
  if (entry.op === 'create') {
    if (contents) return `${namespace} is created twice`;
    replayed.set(namespace, new Map());
    return undefined;
  }
  if (entry.op === 'dropDatabase') {
    const left = [...replayed.keys()].filter((name) => name.startsWith(`${entry.db}.`));
    return left.length > 0 ? `${left} remain after their database was dropped` : undefined;
  }
  if (!contents) return `${entry.op} in ${namespace}, which does not exist`;
  switch (entry.op) {
    case 'drop':
      replayed.delete(namespace);
      return undefined;
    case 'rename': {
      const to = isDocument(entry.details) ? entry.details.to : undefined;
      if (!isDocument(to)) return `${namespace} is renamed without a name`;
      replayed.delete(namespace);
      replayed.set(`${to.db}.${to.coll}`, contents);
      return undefined;
    }
    case 'insert':
    case 'update':
    case 'replace':
    case 'delete':
      return change(contents, entry);
    default:
      return undefined;
  }
}

function change(contents: Contents, entry: StoredLogEntry['entry']): string | undefined {
  const _id = isDocument(entry.key) ? entry.key._id : undefined;
  const name = documentId(_id).toString('hex');
  const before = imageIn(entry.before)?.toString('hex');
  const after = imageIn(entry.after)?.toString('hex');
  const problem =
    contents.get(name) === before
      ? undefined
      : `${entry.op} starts from another state of a document`;
  if (after === undefined) contents.delete(name);
  else contents.set(name, after);
  return problem;
}

/** Returns the bytes of a document in a log entry. */
export function imageIn(value: unknown): Buffer | undefined {
  return value instanceof Binary ? Buffer.from(value.value()) : undefined;
}
