import { hashText } from '@trastienda/base';

type Hash = string | Promise<string>;

/** Hashes of bodies, by the data of answers that are given again. */
const hashes = new WeakMap<object, Hash>();

/** Returns the data of a call's result in the form of tRPC; null when it is no object. */
function dataOf(envelope: unknown): object | null {
  const { result } = Object(envelope) as { result?: { data?: unknown } };
  const data = result?.data;
  return typeof data === 'object' ? data : null;
}

/**
 * Returns the hash of a body: what tRPC sends for one call, or a list of that for a batch. The text is
 * made again for it: reading it back from the response costs more.
 */
export function hashBody(body: unknown): Hash {
  const data = dataOf(body);
  const known = data === null ? undefined : hashes.get(data);
  if (known !== undefined) return known;
  const hash = hashText(JSON.stringify(body));
  if (data !== null) hashes.set(data, hash);
  return hash;
}
