import { Types } from 'mongoose';

/** Hex digits of a millisecond since 1970, enough for the next eight thousand years. */
const TIME_DIGITS = 12;

/**
 * An id of 24 hex digits whose order is the order of time, to the millisecond. ObjectIds keep
 * theirs to the second only: entries of several processes would be mixed up within each.
 */
export function newId(at: Date = new Date()): string {
  const time = at.getTime().toString(16).padStart(TIME_DIGITS, '0');
  // Ends with three random bytes of the process and a counter, of which no two ids have both.
  return time + new Types.ObjectId().toHexString().slice(TIME_DIGITS);
}
