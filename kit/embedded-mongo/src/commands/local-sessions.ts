import { createHash } from 'node:crypto';
import { Binary } from 'bson';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';
import type { SessionRegistry } from '../sessions/session-registry.ts';
import { checkFields } from './known-fields.ts';

const OPTIONS: ReadonlySet<string> = new Set(['users', 'allUsers']);
/** Hash of the empty user name: sessions belong to users, and there are none here. */
const ANONYMOUS = new Binary(createHash('sha256').update('').digest());

/**
 * Replaces a leading `$listLocalSessions` with the sessions (manual:
 * reference/operator/aggregation/listLocalSessions/). Returns other pipelines unchanged.
 */
export function withLocalSessions(
  sessions: SessionRegistry,
  collection: string,
  stages: readonly Document[],
): readonly Document[] {
  const [first, ...rest] = stages;
  if (!first || !Object.hasOwn(first, '$listLocalSessions')) return stages;
  if (collection !== '') {
    throw mongoError(
      73,
      '$listLocalSessions must be run against the database with {aggregate: 1}, not a collection',
    );
  }
  const options = first.$listLocalSessions;
  if (!isDocument(options)) {
    throw mongoError(14, 'the $listLocalSessions stage specification must be an object');
  }
  checkFields('$listLocalSessions', options, OPTIONS);
  const documents = sessions.list().map(({ id, lastUsed }) => ({
    _id: { id: new Binary(id, Binary.SUBTYPE_UUID), uid: ANONYMOUS },
    lastUse: new Date(lastUsed),
  }));
  return [{ $documents: { $literal: documents } }, ...rest];
}
