import type { EdgeCache } from '../runtime.ts';
import { type Lifetime, lifetimeOf, retentionOf } from './lifetime.ts';
import { readUpTo } from './read-up-to.ts';

/** An answer in the cache. */
export interface StoredAnswer {
  readonly body: ArrayBuffer;
  /** The server's headers, without those of one caller. */
  readonly headers: Headers;
  readonly lifetime: Lifetime;
  /** When the server was asked for it, or last asked whether it is still true, in milliseconds since 1970. */
  readonly confirmedAt: number;
}

/** Returns for how long the server has not confirmed an answer, in seconds. */
export function ageSecondsOf({ confirmedAt }: StoredAnswer, now: number): number {
  const ageMs = now - confirmedAt;
  return ageMs / 1000;
}

/** Where the cache keeps the server's headers: by its own, the cache decides for how long. */
const KEPT_HEADERS = 'x-edge-headers';
const CONFIRMED_AT = 'x-edge-confirmed-at';

/** Of one caller, or of one connection. */
const NOT_STORED =
  /^(access-control-.*|set-cookie|x-request-id|trastienda-session|date|age|connection|keep-alive|transfer-encoding|content-length|content-encoding|cf-.*|server)$/;

function storableHeaders(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => !NOT_STORED.test(name)));
}

/** Longer answers are passed on as a stream: an instance of the Worker has 128 MB for all requests. */
const MAX_STORED_BYTES = 4 * 1024 * 1024;

/**
 * Reads a response of the server that may be stored. One that may not, or is too long, comes back as a
 * response, with all of its body.
 */
export async function readAnswer(
  response: Response,
  askedAt: number,
): Promise<StoredAnswer | Response> {
  const lifetime = lifetimeOf(response);
  const length = Number(response.headers.get('content-length') ?? 0);
  if (lifetime === null || response.body === null || length > MAX_STORED_BYTES) return response;
  const body = await readUpTo(response.body, MAX_STORED_BYTES);
  if (!(body instanceof ArrayBuffer)) return new Response(body, response);
  return { body, headers: storableHeaders(response.headers), lifetime, confirmedAt: askedAt };
}

/** Of the stored body, not of the 304 that confirms it (RFC 9111, section 3.2). */
const OF_THE_BODY = /^content-(type|length|range|encoding)$/;

/**
 * Returns a stored answer with the headers of the 304 that confirms it (RFC 9111, section 4.3.4). One
 * that may no longer be stored comes back as a response.
 */
export function confirmAnswer(
  stored: StoredAnswer,
  confirmation: Response,
  askedAt: number,
): StoredAnswer | Response {
  const headers = new Headers(stored.headers);
  for (const [name, value] of confirmation.headers) {
    if (name === 'set-cookie') headers.append(name, value);
    else if (!OF_THE_BODY.test(name)) headers.set(name, value);
  }
  const response = new Response(stored.body, { headers });
  const lifetime = lifetimeOf(response);
  if (lifetime === null) return response;
  return { ...stored, headers: storableHeaders(headers), lifetime, confirmedAt: askedAt };
}

/**
 * Whether the cache has an answer that was asked for later. Between this look and a change another
 * request may store one: the Cache API has no conditional writes, so the order is best effort.
 */
async function hasNewer(cache: EdgeCache, key: string, askedAt: number): Promise<boolean> {
  const found = await cache.match(new Request(key));
  await found?.body?.cancel();
  return found !== undefined && Number(found.headers.get(CONFIRMED_AT)) > askedAt;
}

/** Deletes the answer under a key, unless it was asked for after the given time. */
export async function deleteAnswer(cache: EdgeCache, key: string, askedAt: number): Promise<void> {
  if (!(await hasNewer(cache, key, askedAt))) await cache.delete(new Request(key));
}

/** Stores an answer for as long as it may be of use, unless there is a newer one. */
export async function storeAnswer(
  cache: EdgeCache,
  key: string,
  answer: StoredAnswer,
): Promise<void> {
  const { headers, lifetime, confirmedAt } = answer;
  if (await hasNewer(cache, key, confirmedAt)) return;
  const stored = new Headers({
    'content-type': headers.get('content-type') ?? 'application/json',
    'cache-control': `public, max-age=${retentionOf(lifetime)}`,
    [KEPT_HEADERS]: JSON.stringify([...headers]),
    [CONFIRMED_AT]: String(confirmedAt),
  });
  // What the zone purges by.
  const tags = headers.get('cache-tag');
  if (tags !== null) stored.set('cache-tag', tags);
  await cache.put(new Request(key), new Response(answer.body, { headers: stored }));
}

/** Returns the stored answer; null when there is none. */
export async function findAnswer(cache: EdgeCache, key: string): Promise<StoredAnswer | null> {
  const found = await cache.match(new Request(key));
  if (found === undefined) return null;
  const entries: [string, string][] = JSON.parse(found.headers.get(KEPT_HEADERS) ?? '[]');
  const headers = new Headers(entries);
  const body = await found.arrayBuffer();
  const lifetime = lifetimeOf(new Response(null, { headers }));
  const confirmedAt = Number(found.headers.get(CONFIRMED_AT));
  return lifetime === null ? null : { body, headers, lifetime, confirmedAt };
}
