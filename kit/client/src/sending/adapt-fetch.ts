import type { HTTPLinkOptions } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import type { SendRequest } from '../client-options.ts';

type LinkFetch = NonNullable<HTTPLinkOptions<AnyTRPCRouter['_def']['_config']['$types']>['fetch']>;

/** Adapts the links' loose type of `fetch`, which they call with the URL as text. */
export function adaptFetch(send: SendRequest): LinkFetch {
  return (url, init) => send(String(url), { ...init, signal: init?.signal ?? null });
}
