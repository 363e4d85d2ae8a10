import type { EdgeCache } from '../runtime.ts';
import { type Lifetime, lifetimeOf, retentionOf } from './lifetime.ts';

/** An answer in the cache. */
export interface StoredAnswer {
  readonly body: ArrayBuffer;
  /** The server's headers, without those of one caller. */
  readonly headers: Headers;
  readonly lifetime: Lifetime;
  /** When the server last confirmed it, in milliseconds since 1970. */
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

/** Reads a response of the server; null when it may not be stored. Its body is read in that case only. */
export async function readAnswer(response: Response, now: number): Promise<StoredAnswer | null> {
  const lifetime = lifetimeOf(response);
  if (lifetime === null) return null;
  const headers = storableHeaders(response.headers);
  return { body: await response.arrayBuffer(), headers, lifetime, confirmedAt: now };
}

/** Stores an answer for as long as it may be of use. */
export function storeAnswer(cache: EdgeCache, key: string, answer: StoredAnswer): Promise<void> {
  const { headers, lifetime, confirmedAt } = answer;
  const stored = new Headers({
    'content-type': headers.get('content-type') ?? 'application/json',
    'cache-control': `public, max-age=${retentionOf(lifetime)}`,
    [KEPT_HEADERS]: JSON.stringify([...headers]),
    [CONFIRMED_AT]: String(confirmedAt),
  });
  // What the zone purges by.
  const tags = headers.get('cache-tag');
  if (tags !== null) stored.set('cache-tag', tags);
  return cache.put(new Request(key), new Response(answer.body, { headers: stored }));
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
