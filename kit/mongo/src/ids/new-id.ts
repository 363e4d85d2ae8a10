import { Types } from 'mongoose';

/** Hex digits of a Unix time in milliseconds, sufficient for the next eight thousand years. */
const TIME_DIGITS = 12;

function timeOf(at: Date): string {
  return Math.max(0, at.getTime()).toString(16).padStart(TIME_DIGITS, '0');
}

/**
 * Returns an id of 24 hex digits that sorts by time, to the millisecond. ObjectIds sort by second
 * only, which would interleave the entries of several processes within each second.
 */
export function newId(at: Date = new Date()): string {
  // Ends with three random bytes of the process and a counter, which together are unique.
  return timeOf(at) + new Types.ObjectId().toHexString().slice(TIME_DIGITS);
}

/**
 * Returns a text that sorts before every id of this millisecond and after those of earlier ones;
 * not an id itself.
 */
export function earliestIdOf(at: Date): string {
  return timeOf(at);
}
