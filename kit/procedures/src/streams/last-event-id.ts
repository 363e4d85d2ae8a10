/**
 * Returns the id of the last value that a client has received, which tRPC adds to the input of a
 * subscription from the query, or the header `Last-Event-ID`; null at first.
 */
export function lastEventIdOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('lastEventId' in input)) return null;
  return typeof input.lastEventId === 'string' ? input.lastEventId : null;
}
