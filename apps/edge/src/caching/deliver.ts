import type { EdgeEnvironment } from '../environment.ts';
import { allowPage } from '../requests/allow-page.ts';
import { REQUEST_ID_HEADER } from '../requests/request-id.ts';
import { ageSecondsOf, type StoredAnswer } from './stored-answer.ts';

/**
 * How the cache took part in a response; `stale` is one that the server did not confirm in time,
 * `collapsed` one that another request has asked for.
 */
export type CacheUse = 'hit' | 'miss' | 'collapsed' | 'stale';

/** RFC 9211: the name of this cache, and what it did. */
const CACHE_STATUS: Readonly<Record<CacheUse, string>> = {
  hit: 'trastienda-edge; hit',
  miss: 'trastienda-edge; fwd=miss; stored',
  collapsed: 'trastienda-edge; fwd=miss; collapsed',
  stale: 'trastienda-edge; hit; detail=stale',
};

export interface DeliverOptions {
  readonly environment: EdgeEnvironment;
  readonly requestId: string;
  readonly now: number;
  readonly use: CacheUse;
}

/** RFC 9110, section 8.8.3: an entity tag, weak or strong. */
const ENTITY_TAG = /(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;

const opaqueOf = (tag: string) => tag.replace(/^W\//, '');

/** Returns the entity tag of `If-None-Match` that names the answer, compared weakly; null for none. */
function knownTag(ifNoneMatch: string | null, etag: string): string | null {
  if (ifNoneMatch === null) return null;
  if (ifNoneMatch.trim() === '*') return etag;
  const given = [...ifNoneMatch.matchAll(ENTITY_TAG)].map(([tag]) => tag);
  return given.find((tag) => opaqueOf(tag) === opaqueOf(etag)) ?? null;
}

/**
 * Returns a stored answer with what belongs to the request: its id, the page that may read it, and
 * 304 for a caller who has the answer. A page of another origin gets one that is for its browser
 * alone, as from the server.
 */
export function deliver(answer: StoredAnswer, request: Request, options: DeliverOptions): Response {
  const { environment, requestId, now, use } = options;
  const headers = new Headers(answer.headers);
  const origin = request.headers.get('origin');
  if (environment.pageOrigins.size > 0) {
    if (origin === null) {
      headers.set('access-control-allow-origin', '*');
    } else {
      allowPage(headers, origin, environment.pageOrigins);
      headers.set('cache-control', 'private, max-age=0, must-revalidate');
      headers.delete('cdn-cache-control');
      headers.delete('cache-tag');
    }
  }
  headers.set(REQUEST_ID_HEADER, requestId);
  headers.set('cache-status', CACHE_STATUS[use]);
  if (use === 'hit' || use === 'stale')
    headers.set('age', String(Math.floor(ageSecondsOf(answer, now))));
  const known = knownTag(request.headers.get('if-none-match'), headers.get('etag') ?? '');
  if (known === null) return new Response(answer.body, { headers });
  headers.set('etag', known);
  headers.delete('content-type');
  return new Response(null, { status: 304, headers });
}

/** Returns a response of the server that is not stored. It was asked for without the page's origin. */
export function passOn(
  response: Response,
  request: Request,
  environment: EdgeEnvironment,
): Response {
  const origin = request.headers.get('origin');
  if (origin === null || environment.pageOrigins.size === 0) return response;
  const headers = new Headers(response.headers);
  allowPage(headers, origin, environment.pageOrigins);
  return new Response(response.body, { status: response.status, headers });
}
