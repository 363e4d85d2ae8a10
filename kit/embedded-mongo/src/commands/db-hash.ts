import { createHash } from 'node:crypto';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';
import { dataRange } from '../storage/key-space.ts';
import { entriesOf } from '../storage/read-view.ts';
import type { CommandCall } from './command-call.ts';
import { readTarget } from './read-target.ts';
import { timeSliceOf } from './time-slice-of.ts';
import { optionalArray } from './values.ts';

/**
 * The dbHash command (manual: reference/command/dbHash/). Returns an MD5 of each collection's
 * documents in `_id` order, and one of all collections, from one snapshot.
 *
 * @throws {MongoError} 2 for a collection name that is not a string, 73 for an empty one.
 */
export async function dbHash(call: CommandCall): Promise<Document> {
  const { database } = call;
  const startedAt = Date.now();
  const wanted = optionalArray(call.command, 'collections')?.map(nameOf) ?? [];
  const target = readTarget(call, `${database}.$cmd`);
  const slice = timeSliceOf(call);
  const collections: Record<string, string> = {};
  const uuids: Document = {};
  const whole = createHash('md5');
  try {
    for (const { id, name, uuid } of target.catalog().ofDatabase(database)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const hash = createHash('md5');
      for (const { value } of entriesOf(target.view, dataRange(id))) {
        hash.update(value);
        const pause = slice.pause();
        if (pause) await pause;
      }
      const digest = hash.digest('hex');
      collections[name] = digest;
      uuids[name] = uuid;
      whole.update(digest);
    }
  } finally {
    target.releaseSnapshot();
  }
  return {
    host: call.services.settings.address,
    collections,
    capped: [],
    uuids,
    md5: whole.digest('hex'),
    timeMillis: Date.now() - startedAt,
  };
}

function nameOf(value: unknown): string {
  if (typeof value !== 'string') throw mongoError(2, 'collections entries have to be strings');
  if (value === '') throw mongoError(73, 'collections entries cannot be empty');
  return value;
}
