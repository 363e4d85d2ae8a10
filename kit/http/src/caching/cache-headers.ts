import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../app-env.ts';
import type { Cacheable } from './cacheable.ts';

/** Most tags of a stored answer, and the longest tag in bytes: limits of common shared caches. */
const MAX_TAGS = 32;
const MAX_TAG_LENGTH = 1024;

const CORS_HEADERS = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-expose-headers',
] as const;

/** Half of a pair, which `encodeURI` does not accept. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Encodes a tag for `Cache-Tag`, which is ASCII and separated by commas. */
function encodeTag(tag: string): string {
  return encodeURI(tag.replaceAll(LONE_SURROGATE, '\ufffd')).replaceAll(',', '%2C');
}

/** Values of `Cache-Tag`, by the tags of answers that are given again. */
const cacheTags = new WeakMap<readonly string[], string | null>();

function joinTags(tags: readonly string[]): string | null {
  const unique = new Set(tags);
  if (unique.size > MAX_TAGS) return null;
  const encoded = [...unique].map(encodeTag);
  return encoded.some(({ length }) => length > MAX_TAG_LENGTH) ? null : encoded.join(',');
}

/** Returns the value of `Cache-Tag`; null when the tags do not fit. */
function cacheTagOf(tags: readonly string[]): string | null {
  const known = cacheTags.get(tags);
  if (known !== undefined) return known;
  const joined = joinTags(tags);
  cacheTags.set(tags, joined);
  return joined;
}

function lifetimeOf({ maxAge, staleWhileRevalidate = 0 }: Cacheable['policy']): string {
  const stale = staleWhileRevalidate > 0 ? `, stale-while-revalidate=${staleWhileRevalidate}` : '';
  return `max-age=${maxAge}${stale}`;
}

/** Removes `Origin` from `Vary`. */
function varyByNoOrigin(headers: Headers): void {
  const names = (headers.get('vary') ?? '').split(',').map((name) => name.trim());
  const rest = names.filter((name) => name !== '' && name.toLowerCase() !== 'origin');
  if (rest.length === 0) headers.delete('vary');
  else headers.set('vary', rest.join(', '));
}

/** Returns what caches may do with the response so far; null when they may not store it. */
export function cacheableOf(c: Context<AppEnv>): Cacheable | null {
  // A middleware may have failed since.
  return c.res.status === 200 || c.res.status === 304 ? (c.get('cacheable') ?? null) : null;
}

export interface CacheHeadersOptions {
  /** Whether pages of other origins may read responses. */
  readonly isCrossOrigin: boolean;
}

/**
 * Tells caches what they may store: nothing but answers to queries that declare `cache`. What a
 * shared cache stores is the same for every caller, so it has no request id and names no origin.
 *
 * A request with an `Origin` header asks for an answer that names it, because browsers accept no
 * other with credentials; that answer is for its browser alone. A cache that serves pages of other
 * origins forwards cacheable queries without `Origin` and adds the headers on the way out.
 */
export function cacheHeaders({ isCrossOrigin }: CacheHeadersOptions) {
  return createMiddleware<AppEnv>(async function cacheHeaders(c, next) {
    await next();
    const cacheable = cacheableOf(c);
    if (cacheable === null) return;
    const { headers } = c.res;
    const cacheTag = cacheTagOf(cacheable.tags);
    if (cacheTag === null || (isCrossOrigin && c.req.header('origin') !== undefined)) {
      headers.set('cache-control', 'private, max-age=0, must-revalidate');
      return;
    }
    headers.set('cache-control', 'public, max-age=0, must-revalidate');
    headers.set('cdn-cache-control', lifetimeOf(cacheable.policy));
    headers.set('cache-tag', cacheTag);
    if (!isCrossOrigin) return;
    for (const name of CORS_HEADERS) headers.delete(name);
    // Any page may read it, without credentials: it says what everyone may know.
    headers.set('access-control-allow-origin', '*');
    varyByNoOrigin(headers);
  });
}
