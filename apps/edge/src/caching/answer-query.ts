import type { EdgeEnvironment } from '../environment.ts';
import { describeCaller, type Send } from '../requests/forward.ts';
import type { EdgeCache } from '../runtime.ts';
import { type CacheUse, deliver, passOn } from './deliver.ts';
import {
  ageSecondsOf,
  findAnswer,
  readAnswer,
  type StoredAnswer,
  storeAnswer,
} from './stored-answer.ts';

export interface QueryOptions {
  readonly environment: EdgeEnvironment;
  readonly cache: EdgeCache;
  readonly waitUntil: (work: Promise<unknown>) => void;
  readonly send: Send;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly requestId: string;
}

/** How long the server may take for an answer that is to be stored. */
const FILL_TIMEOUT_MS = 30_000;

/** Responses by which a server, or the proxy in front of it, says that it cannot answer now. */
const isDown = ({ status }: Response) => status === 502 || status === 503 || status === 504;

/**
 * Asks the server for the answer under a key. The request is made of the key: no header of the
 * caller reaches the server but the address and the request id, so that none changes what is stored.
 */
function ask(request: Request, key: string, stored: StoredAnswer | null, options: QueryOptions) {
  const headers = new Headers({ accept: 'application/json', 'accept-encoding': 'identity' });
  describeCaller(headers, request.headers, options.requestId);
  const etag = stored?.headers.get('etag');
  if (etag) headers.set('if-none-match', etag);
  const signal = AbortSignal.timeout(FILL_TIMEOUT_MS);
  return options.send(new Request(key, { headers, redirect: 'manual', signal }));
}

/** What the server says about a stored answer. */
type Fresh =
  | { readonly answer: StoredAnswer }
  /** A response that may not be stored: a failure, or a query without a cache. */
  | { readonly response: Response };

/** Asks the server, and stores what may be stored; a stored answer that it no longer gives is deleted. */
async function refresh(
  request: Request,
  key: string,
  stored: StoredAnswer | null,
  options: QueryOptions,
): Promise<Fresh> {
  const { cache, now, waitUntil } = options;
  const response = await ask(request, key, stored, options);
  if (stored !== null && response.status === 304) {
    const answer = { ...stored, confirmedAt: now() };
    waitUntil(storeAnswer(cache, key, answer));
    return { answer };
  }
  const answer = await readAnswer(response, now());
  if (answer !== null) {
    waitUntil(storeAnswer(cache, key, answer));
    return { answer };
  }
  if (stored !== null && !isDown(response)) waitUntil(cache.delete(new Request(key)));
  return { response };
}

/** Answers a query that may be cached. */
export async function answerQuery(
  request: Request,
  key: string,
  options: QueryOptions,
): Promise<Response> {
  const { cache, environment, requestId, now, waitUntil } = options;
  const answerWith = (answer: StoredAnswer, use: CacheUse) =>
    deliver(answer, request, { environment, requestId, now: now(), use });

  const stored = await findAnswer(cache, key);
  const age = stored === null ? 0 : ageSecondsOf(stored, now());
  if (stored !== null) {
    const { maxAge, staleWhileRevalidate } = stored.lifetime;
    if (age < maxAge) return answerWith(stored, 'hit');
    if (age < maxAge + staleWhileRevalidate) {
      // A failure leaves the stored answer as it is, for as long as it may be used.
      waitUntil(refresh(request, key, stored, options).catch(() => {}));
      return answerWith(stored, 'stale');
    }
  }
  const mayBeStale = stored !== null && age < stored.lifetime.maxAge + stored.lifetime.staleIfError;
  const fresh = await refresh(request, key, stored, options).catch((error: unknown) => {
    if (mayBeStale) return null;
    throw error;
  });
  if (fresh !== null && 'answer' in fresh) return answerWith(fresh.answer, 'miss');
  if (stored !== null && mayBeStale && (fresh === null || isDown(fresh.response))) {
    return answerWith(stored, 'stale');
  }
  if (fresh === null) throw new Error('There is neither an answer nor an error.');
  return passOn(fresh.response, request, environment);
}
