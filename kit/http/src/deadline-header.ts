/** Header in which a caller gives each call of a request fewer milliseconds than its declaration. */
export const DEADLINE_HEADER = 'x-deadline-ms';

/** A whole number of at most eleven days. */
const ACCEPTABLE = /^[1-9]\d{0,8}$/;

/** Returns the milliseconds that the caller gives a call; undefined when it names no such number. */
export function readDeadline(headers: Headers): number | undefined {
  const given = headers.get(DEADLINE_HEADER);
  return given !== null && ACCEPTABLE.test(given) ? Number(given) : undefined;
}
