import { answerQuery, type QueryOptions } from './caching/answer-query.ts';
import { cacheKeyOf } from './caching/cache-key.ts';
import { forward } from './requests/forward.ts';
import { requestIdOf } from './requests/request-id.ts';
import { unavailable } from './requests/unavailable.ts';

/** Headers with which an answer may depend on the caller. */
const CALLER_HEADERS = ['authorization', 'cookie', 'trastienda-guest', 'trastienda-session'];

/** Headers that ask for something else than the whole answer: a part, or tRPC's stream. */
const OTHER_FORMS = ['range', 'trpc-accept', 'x-deadline-ms'];

function isForCache({ method, headers }: Request, hasPageOrigins: boolean): boolean {
  if (method !== 'GET') return false;
  if ([...CALLER_HEADERS, ...OTHER_FORMS].some((name) => headers.has(name))) return false;
  if (/jsonl|event-stream/i.test(headers.get('accept') ?? '')) return false;
  // A caller who has just changed something asks the server itself. `fetch` adds the same header to
  // conditional requests, which ask for anything newer than what the caller has.
  const isFresh = /no-cache|no-store/i.test(headers.get('cache-control') ?? '');
  if (isFresh && !headers.has('if-none-match')) return false;
  // Which pages may read an answer is not known here.
  return hasPageOrigins || !headers.has('origin');
}

/** Returns the loggable part of a path: the token that ends a subscription is no part of it. */
function loggedPathOf(url: string): string {
  const { pathname } = new URL(url);
  return pathname.startsWith('/newsletter/') ? pathname.split('/', 3).join('/') : pathname;
}

export interface HandleOptions extends Omit<QueryOptions, 'requestId'> {
  /** Reports a request that the server did not answer. */
  readonly log: (line: Readonly<Record<string, string>>) => void;
}

/**
 * Answers a request: a query of an unknown caller from the cache, if the server lets caches store its
 * answer; everything else from the server, as a stream.
 */
export async function handleRequest(request: Request, options: HandleOptions): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const { environment, send, log } = options;
  try {
    const key = isForCache(request, environment.pageOrigins.size > 0)
      ? cacheKeyOf(request.url, environment.origin)
      : null;
    return key === null
      ? await forward(request, { origin: environment.origin, requestId, send })
      : await answerQuery(request, key, { ...options, requestId });
  } catch (error) {
    log({ requestId, path: loggedPathOf(request.url), message: String(error) });
    return unavailable(request, requestId, environment);
  }
}
