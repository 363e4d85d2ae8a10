import { Timestamp } from 'bson';
import type { Document } from '../../bson/document.ts';

let increments = 0;

/**
 * Fills the empty timestamps at the top level of a document, except in `_id` (manual:
 * reference/bson-types/, "Timestamps"). Returns the document itself when there are none.
 */
export function fillEmptyTimestamps(document: Document, now: Date): Document {
  let filled = document;
  for (const name of Object.keys(document)) {
    const value = document[name];
    if (!(value instanceof Timestamp) || !value.isZero() || name === '_id') continue;
    if (filled === document) filled = { ...document };
    increments = (increments % 0x7fffffff) + 1;
    filled[name] = new Timestamp({ t: Math.floor(now.getTime() / 1000), i: increments });
  }
  return filled;
}
