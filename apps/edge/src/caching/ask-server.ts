import { describeCaller, type Send } from '../requests/forward.ts';
import type { EdgeCache } from '../runtime.ts';
import {
  confirmAnswer,
  deleteAnswer,
  readAnswer,
  type StoredAnswer,
  storeAnswer,
} from './stored-answer.ts';

export interface AskOptions {
  readonly cache: EdgeCache;
  readonly waitUntil: (work: Promise<unknown>) => void;
  readonly send: Send;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly requestId: string;
}

/** How long the server may take for an answer that is to be stored. */
const FILL_TIMEOUT_MS = 30_000;

/** Whether a server, or the proxy in front of it, says that it cannot answer now, or not this caller. */
export function isFailure({ status }: Response): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Whether a response that is not stored says that the stored answer is no longer true. */
function replacesStored({ status }: Response): boolean {
  return status === 200 || status === 404 || status === 410;
}

/**
 * Asks the server for the answer under a key. The request is made of the key: no header of the
 * caller reaches the server but addresses and the request id, so that none changes what is stored.
 */
function ask(request: Request, key: string, stored: StoredAnswer | null, options: AskOptions) {
  const headers = new Headers({
    accept: 'application/json',
    'accept-encoding': 'identity',
    // What a process of the server remembers may be older than the purge that led here.
    'cache-control': 'no-cache',
  });
  describeCaller(headers, request.headers, options.requestId);
  const etag = stored?.headers.get('etag');
  if (etag) headers.set('if-none-match', etag);
  const signal = AbortSignal.timeout(FILL_TIMEOUT_MS);
  return options.send(new Request(key, { headers, redirect: 'manual', signal }));
}

/** What the server says about a stored answer. */
export type Fresh =
  | { readonly answer: StoredAnswer; readonly whenStored: Promise<void> }
  /** A response that may not be stored: a failure, or a query without a cache. */
  | { readonly response: Response };

/** Asks the server, and stores what may be stored; a stored answer that it no longer gives is deleted. */
export async function askServer(
  request: Request,
  key: string,
  stored: StoredAnswer | null,
  options: AskOptions,
): Promise<Fresh> {
  const { cache, now, waitUntil } = options;
  // An answer is at least as old as its question: of two, the one that was asked for later is newer.
  const askedAt = now();
  const response = await ask(request, key, stored, options);
  const read =
    stored !== null && response.status === 304
      ? confirmAnswer(stored, response, askedAt)
      : await readAnswer(response, askedAt);
  if (read instanceof Response) {
    if (stored !== null && replacesStored(read)) waitUntil(deleteAnswer(cache, key, askedAt));
    return { response: read };
  }
  const whenStored = storeAnswer(cache, key, read);
  waitUntil(whenStored);
  return { answer: read, whenStored };
}
