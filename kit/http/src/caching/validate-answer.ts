import { urlOf } from '../bodies/url-of.ts';

/** RFC 9110, section 8.8.3: an entity tag, weak or strong. */
const ENTITY_TAG = /(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;

/** Returns the entity tag of `If-None-Match` that matches, compared weakly (RFC 9110, section 13.1.2). */
function matchOf(ifNoneMatch: string | null, tag: string): string | null {
  if (ifNoneMatch === null) return null;
  if (ifNoneMatch.trim() === '*') return `"${tag}"`;
  for (const [given, opaque] of ifNoneMatch.matchAll(ENTITY_TAG)) if (opaque === tag) return given;
  return null;
}

/**
 * Returns the answer with `tag`, the hash of its body, as `ETag`; 304 without a body when the caller
 * has that body already. What tRPC says it varies by is true of batches only, which may be streamed.
 */
export function validateAnswer(answer: Response, request: Request, tag: string): Response {
  const { headers } = answer;
  if (urlOf(request).searchParams.has('batch')) headers.set('vary', 'trpc-accept, accept');
  else headers.delete('vary');
  const match = matchOf(request.headers.get('if-none-match'), tag);
  headers.set('etag', match ?? `"${tag}"`);
  if (match === null) return answer;
  headers.delete('content-type');
  return new Response(null, { status: 304, headers });
}
