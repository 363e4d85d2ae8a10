import type { HTTPHeaders, Operation } from '@trpc/client';
import type { ClientHeaders, ClientOptions, ClientProtocol } from '../client-options.ts';
import { remainingOf } from '../deadlines/call-deadlines.ts';
import { keyOf } from '../idempotency/operation-key.ts';
import type { SessionPaths } from '../session/session-protocol.ts';

export interface HeaderSettings {
  readonly options: ClientOptions;
  readonly sessionHeader: string;
  readonly paths: SessionPaths;
  /** Queries that declare `cache`. */
  readonly cachedPaths: readonly string[];
  readonly everyRequest: ClientProtocol['everyRequest'];
}

/** Returns whether a call says, by `context.cached: false`, that no cache may answer it. */
export function isFresh({ path, context }: Operation, cachedPaths: readonly string[]): boolean {
  return context.cached === false && cachedPaths.includes(path);
}

/** Merges headers, of which those that are undefined have no effect. */
export function mergeHeaders(...headers: readonly (ClientHeaders | undefined)[]): HTTPHeaders {
  const entries = headers.flatMap((each) => Object.entries(each ?? {}));
  return Object.fromEntries(entries.filter((entry) => entry[1] !== undefined));
}

/** Returns the headers of a request with these calls: who is calling, and what they ask for. */
export async function requestHeaders(
  { options, sessionHeader, paths, cachedPaths, everyRequest }: HeaderSettings,
  calls: readonly Operation[],
): Promise<HTTPHeaders> {
  const { headers, session, token } = options;
  const usesToken = session?.kind === 'token';
  const isSigningIn = calls.some(({ path }) => paths.isSignIn(path));
  const [given, every, presented] = await Promise.all([
    typeof headers === 'function' ? headers(calls) : headers,
    everyRequest?.(),
    usesToken
      ? !isSigningIn && session.storage.get()
      : typeof token === 'function'
        ? token()
        : token,
  ]);
  return mergeHeaders(given, every, {
    // Asks for the token of a sign-in in the response, instead of a cookie.
    [sessionHeader]: usesToken ? 'token' : undefined,
    authorization: presented ? `Bearer ${presented}` : undefined,
    'x-deadline-ms': remainingOf(calls),
    // A call with a key is sent alone.
    'idempotency-key': calls.map(keyOf)[0],
    'cache-control': calls.some((call) => isFresh(call, cachedPaths)) ? 'no-cache' : undefined,
  });
}
