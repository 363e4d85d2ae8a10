import { BaseError } from '@trastienda/base';

/** Header in which a caller gives each call of a request fewer milliseconds than its declaration. */
export const DEADLINE_HEADER = 'x-deadline-ms';

/** A whole number of at most eleven days. */
const ACCEPTABLE = /^[1-9]\d{0,8}$/;

/**
 * Returns the milliseconds that the caller gives a call; undefined without the header.
 *
 * @throws {BaseError} REQUEST_MALFORMED when it is no such number.
 */
export function readDeadline(headers: Headers): number | undefined {
  const given = headers.get(DEADLINE_HEADER);
  if (given === null) return undefined;
  if (ACCEPTABLE.test(given)) return Number(given);
  throw new BaseError('REQUEST_MALFORMED', {
    message: `${DEADLINE_HEADER} must be a whole number of milliseconds, at least 1.`,
  });
}
