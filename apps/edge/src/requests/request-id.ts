export const REQUEST_ID_HEADER = 'x-request-id';

/** As the server accepts it. */
const ACCEPTABLE = /^[\w.-]{1,128}$/;

/** Returns the id of a request: that of the caller if it is safe, else a new UUID. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(REQUEST_ID_HEADER);
  return given !== null && ACCEPTABLE.test(given) ? given : crypto.randomUUID();
}
