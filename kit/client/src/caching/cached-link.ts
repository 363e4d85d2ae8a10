import { httpLink, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import type { ClientProtocol, SendRequest } from '../client-options.ts';
import { adaptFetch } from '../sending/adapt-fetch.ts';
import { mergeHeaders } from '../sending/request-headers.ts';
import { canonicalInput } from './canonical-input.ts';

interface CachedLinkOptions {
  readonly url: string;
  readonly send: SendRequest;
  /** Headers of every request; they do not change the answer. */
  readonly headers: ClientProtocol['everyRequest'];
}

/**
 * Sends each call alone as the GET that every other caller with the same question sends. It has no
 * credentials and, in a browser, no header that would need a preflight.
 */
export function cachedLink({ url, send, headers }: CachedLinkOptions): TRPCLink<AnyTRPCRouter> {
  const link = httpLink<AnyTRPCRouter>({
    url,
    fetch: adaptFetch((address, init) =>
      // Some runtimes at the edge reject requests that say anything of credentials, and have none.
      send(address, 'credentials' in Request.prototype ? { ...init, credentials: 'omit' } : init),
    ),
    headers: async () => mergeHeaders(await headers?.()),
  });
  return (runtime) => {
    const sendCall = link(runtime);
    return ({ op, next }) => sendCall({ op: { ...op, input: canonicalInput(op.input) }, next });
  };
}
