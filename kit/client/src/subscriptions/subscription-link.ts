import {
  type HTTPHeaders,
  httpSubscriptionLink,
  type Operation,
  type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { EventSource } from 'eventsource';
import type { SendRequest } from '../client-options.ts';

/** Where and how subscriptions are opened. */
export interface SubscriptionLinkOptions {
  readonly url: string;
  readonly send: SendRequest;
  /** Headers of the caller, read for every connection: a session may have begun or ended. */
  readonly headers: (operation: Operation) => Promise<HTTPHeaders>;
}

/** The server cannot answer now, but soon: the event source connects again. */
const isTemporary = ({ status }: Response) => status === 429 || status >= 500;

/**
 * Opens subscriptions as server-sent events. An event source made with `fetch` can send headers,
 * unlike that of browsers: tokens and guests need no place in the URL.
 */
export function subscriptionLink<Router extends AnyTRPCRouter>({
  url,
  send,
  headers,
}: SubscriptionLinkOptions): TRPCLink<Router> {
  return httpSubscriptionLink<AnyTRPCRouter, typeof EventSource>({
    url,
    EventSource,
    eventSourceOptions: ({ op }) => ({
      async fetch(address, { signal = null, ...init }) {
        const own = Object.entries(await headers(op)).map(([name, value]) => [name, String(value)]);
        const response = await send(address.toString(), {
          ...init,
          ...{ signal, headers: { ...Object.fromEntries(own), ...init.headers } },
        });
        if (!isTemporary(response)) return response;
        await response.body?.cancel();
        throw new TypeError(`The server answered with ${response.status}.`);
      },
    }),
  });
}
