import type { HTTPLinkOptions } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import type { SendRequest } from '../client-options.ts';

type LinkFetch = NonNullable<HTTPLinkOptions<AnyTRPCRouter['_def']['_config']['$types']>['fetch']>;

/** Adapts the links' loose type of `fetch` to the platform's exact one. */
export function adaptFetch(send: SendRequest): LinkFetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    return send(url, { ...init, signal: init?.signal ?? null });
  };
}
