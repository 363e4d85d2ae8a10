import { hashText } from '@trastienda/base';
import { bodyText, dataOf, rememberedText } from './body-text.ts';

type Hash = string | Promise<string>;

/** Hashes of bodies, by the data of answers that are given again. */
const hashes = new WeakMap<object, Hash>();

/** Returns the hash of a body: what tRPC sends for one call, or a list of that for a batch. */
export function hashBody(body: unknown): Hash {
  const data = dataOf(body);
  if (data === null) return hashText(bodyText(body));
  const known = hashes.get(data);
  if (known !== undefined) return known;
  rememberedText(data);
  const hash = hashText(bodyText(body));
  hashes.set(data, hash);
  return hash;
}
