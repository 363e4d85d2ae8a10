import type { EdgeEnvironment } from '../environment.ts';
import { type AskOptions, askServer, type Fresh, isFailure } from './ask-server.ts';
import { type CacheUse, deliver, passOn } from './deliver.ts';
import type { RunningFills } from './running-fills.ts';
import { ageSecondsOf, findAnswer, type StoredAnswer } from './stored-answer.ts';

export interface QueryOptions extends AskOptions {
  readonly environment: EdgeEnvironment;
  readonly fills: RunningFills;
}

/** Fills a key, to the end even if the caller leaves: other requests may wait for it. */
function fill(
  request: Request,
  key: string,
  stored: StoredAnswer | null,
  options: QueryOptions,
): Promise<Fresh> {
  const fresh = askServer(request, key, stored, options);
  if (!options.fills.has(key, options.now())) options.fills.add(key, options.now(), fresh);
  options.waitUntil(fresh.catch(() => {}));
  return fresh;
}

/** Ends a response that goes to no caller. */
async function discard(fresh: Fresh | null): Promise<void> {
  if (fresh !== null && 'response' in fresh) await fresh.response.body?.cancel();
}

/** Answers a query that may be cached. */
export async function answerQuery(
  request: Request,
  key: string,
  options: QueryOptions,
): Promise<Response> {
  const { cache, environment, fills, requestId, now, waitUntil } = options;
  const answerWith = (answer: StoredAnswer, use: CacheUse) =>
    deliver(answer, request, { environment, requestId, now: now(), use });

  const stored = await findAnswer(cache, key);
  const age = stored === null ? 0 : ageSecondsOf(stored, now());
  if (stored !== null) {
    const { maxAge, staleWhileRevalidate } = stored.lifetime;
    if (age < maxAge) return answerWith(stored, 'hit');
    if (age < maxAge + staleWhileRevalidate) {
      // A failure leaves the stored answer as it is, for as long as it may be used.
      if (!fills.has(key, now())) {
        waitUntil(fill(request, key, stored, options).then(discard, () => {}));
      }
      return answerWith(stored, 'stale');
    }
  }
  const shared = await fills.wait(key, now());
  if (shared !== null) return answerWith(shared, 'collapsed');
  const mayBeStale = stored !== null && age < stored.lifetime.maxAge + stored.lifetime.staleIfError;
  const fresh = await fill(request, key, stored, options).catch((error: unknown) => {
    if (mayBeStale) return null;
    throw error;
  });
  if (fresh !== null && 'answer' in fresh) return answerWith(fresh.answer, 'miss');
  if (stored !== null && mayBeStale && (fresh === null || isFailure(fresh.response))) {
    waitUntil(discard(fresh));
    return answerWith(stored, 'stale');
  }
  if (fresh === null) throw new Error('There is neither an answer nor an error.');
  return passOn(fresh.response, request, environment);
}
