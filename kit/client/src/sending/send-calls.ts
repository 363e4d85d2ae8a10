import {
  httpBatchLink,
  httpLink,
  isNonJsonSerializable,
  type Operation,
  type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { DEFAULT_BATCH_LIMITS, isTooLargeToShare } from '../batching.ts';
import { cachedLink } from '../caching/cached-link.ts';
import type { SendRequest } from '../client-options.ts';
import { keyOf } from '../idempotency/operation-key.ts';
import type { SessionWatch } from '../session/session-watch.ts';
import { lazySubscriptionLink } from '../subscriptions/lazy-subscription-link.ts';
import { adaptFetch } from './adapt-fetch.ts';
import { type HeaderSettings, isFresh, requestHeaders } from './request-headers.ts';

interface SendingOptions extends HeaderSettings {
  readonly url: string;
  /** Sends a request without anything of its caller. */
  readonly send: SendRequest;
  /** Sends a request in the caller's session, and watches what its response says of it. */
  readonly sendInSession: SendRequest;
  readonly checkSession: SessionWatch['check'];
}

/**
 * Sends calls: those that caches may answer as canonical GETs, those that cannot share a request
 * alone, and all others of one tick together. Opens subscriptions.
 */
export function sendCalls(settings: SendingOptions): TRPCLink<AnyTRPCRouter> {
  const { url, send, sendInSession, checkSession, options, paths, cachedPaths, everyRequest } =
    settings;
  const { batch = true, caching = true } = options;
  const { maxCalls, maxUrlLength, maxInputBytes } = {
    ...DEFAULT_BATCH_LIMITS,
    ...(typeof batch === 'object' ? batch : {}),
  };
  const shared = { url, fetch: adaptFetch(sendInSession) };
  const isCached = (op: Operation) =>
    caching && cachedPaths.includes(op.path) && !isFresh(op, cachedPaths);
  const isAlone = (op: Operation) =>
    batch === false ||
    // Their headers are of the request.
    keyOf(op) !== undefined ||
    isFresh(op, cachedPaths) ||
    paths.changesCaller(op.path) ||
    // A file cannot share a request either.
    isNonJsonSerializable(op.input) ||
    isTooLargeToShare(op, maxInputBytes);

  return (runtime) => {
    // Not watched: what is sent without a session says nothing of one.
    const cached = cachedLink({ url, send, headers: everyRequest })(runtime);
    const single = httpLink({
      ...shared,
      headers: ({ op }) => requestHeaders(settings, [op]),
    })(runtime);
    const batched = httpBatchLink({
      ...shared,
      headers: ({ opList }) => requestHeaders(settings, opList),
      maxItems: maxCalls,
      maxURLLength: maxUrlLength,
    })(runtime);
    const subscribed = lazySubscriptionLink({
      url,
      checkSession,
      send: sendInSession,
      headers: (op) => requestHeaders(settings, [op]),
    })(runtime);
    const linkOf = (op: Operation) => {
      if (op.type === 'subscription') return subscribed;
      if (isCached(op)) return cached;
      return isAlone(op) ? single : batched;
    };
    return (call) => linkOf(call.op)(call);
  };
}
