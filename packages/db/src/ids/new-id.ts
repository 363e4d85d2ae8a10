import { Types } from 'mongoose';

/** Hex digits of a millisecond since 1970, enough for the next eight thousand years. */
const TIME_DIGITS = 12;

function timeOf(at: Date): string {
  return Math.max(0, at.getTime()).toString(16).padStart(TIME_DIGITS, '0');
}

/**
 * An id of 24 hex digits whose order is the order of time, to the millisecond. ObjectIds keep
 * theirs to the second only: entries of several processes would be mixed up within each.
 */
export function newId(at: Date = new Date()): string {
  // Ends with three random bytes of the process and a counter, of which no two ids have both.
  return timeOf(at) + new Types.ObjectId().toHexString().slice(TIME_DIGITS);
}

/** What sorts before every id of this millisecond and after those of earlier ones; no id itself. */
export function earliestIdOf(at: Date): string {
  return timeOf(at);
}
