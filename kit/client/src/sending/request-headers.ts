import type { HTTPHeaders, Operation } from '@trpc/client';
import type { ClientHeaders, ClientOptions } from '../client-options.ts';
import { deadlineHeaders } from '../deadlines/call-deadlines.ts';
import type { SessionPaths } from '../session/session-protocol.ts';

interface HeaderSettings {
  readonly options: ClientOptions;
  readonly sessionHeader: string;
  readonly paths: SessionPaths;
  /** Headers of every request, those of cached calls included. */
  readonly ofEveryRequest: (() => ClientHeaders | Promise<ClientHeaders>) | undefined;
}

function presentedToken({ token, session }: ClientOptions, isSigningIn: boolean) {
  if (session?.kind === 'token') return isSigningIn ? null : session.storage.get();
  return typeof token === 'function' ? token() : token;
}

export function definedHeaders(headers: ClientHeaders = {}): HTTPHeaders {
  return Object.fromEntries(Object.entries(headers).filter((entry) => entry[1] !== undefined));
}

/** Returns the headers of a request with these calls: who is calling, and their deadline. */
export async function requestHeaders(
  { options, sessionHeader, paths, ofEveryRequest }: HeaderSettings,
  operations: readonly Operation[],
): Promise<HTTPHeaders> {
  const { headers, session } = options;
  const [given, every, presented] = await Promise.all([
    typeof headers === 'function' ? headers(operations) : headers,
    ofEveryRequest?.(),
    presentedToken(
      options,
      operations.some(({ path }) => paths.isSignIn(path)),
    ),
  ]);
  return {
    ...definedHeaders({ ...given, ...every }),
    // Asks for the token of a sign-in in the response, instead of a cookie.
    ...(session?.kind === 'token' ? { [sessionHeader]: 'token' } : {}),
    ...(presented === undefined || presented === null
      ? {}
      : { authorization: `Bearer ${presented}` }),
    ...deadlineHeaders(operations),
  };
}
