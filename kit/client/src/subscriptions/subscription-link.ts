import {
  type HTTPHeaders,
  httpSubscriptionLink,
  type Operation,
  type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { EventSource } from 'eventsource';
import type { SendRequest } from '../client-options.ts';
import { errorDataOf } from '../errors/client-error.ts';
import { fieldsOf } from '../fields-of.ts';
import { delayBeforeRetry } from '../retries/retry-delay.ts';
import type { SessionWatch } from '../session/session-watch.ts';

/** Where and how subscriptions are opened. */
export interface SubscriptionLinkOptions {
  readonly url: string;
  /** Sends a request in the caller's session, and watches what its response says of it. */
  readonly send: SendRequest;
  /** Headers of the caller, read for every connection: a session may have begun or ended. */
  readonly headers: (operation: Operation) => Promise<HTTPHeaders>;
  readonly checkSession: SessionWatch['check'];
}

/** The server cannot answer now, but soon: the event source connects again. */
const isTemporary = ({ status }: Response) => status === 429 || status >= 500;

/** Attempts after which the delay before the next one does not grow: about half a minute. */
const MAX_ATTEMPT = 8;

/** Opens a stream, and tells the response of each of its connections. */
function streamLink(
  { url, send, headers }: SubscriptionLinkOptions,
  onResponse: (response: Response) => void,
): TRPCLink<AnyTRPCRouter> {
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
        onResponse(response);
        if (!isTemporary(response)) return response;
        await response.body?.cancel();
        throw new TypeError(`The server answered with ${response.status}.`);
      },
    }),
  });
}

/**
 * Opens subscriptions as server-sent events. An event source made with `fetch` can send headers,
 * unlike that of browsers: tokens and guests need no place in the URL. A stream that fails
 * temporarily, such as by a rate limit, is opened again when the server says, after the last id that
 * it has received.
 */
export function subscriptionLink<Router extends AnyTRPCRouter>(
  options: SubscriptionLinkOptions,
): TRPCLink<Router> {
  return (runtime) =>
    ({ op, next }) =>
      observable((observer) => {
        let response: Response | undefined;
        let lastEventId: string | undefined;
        let attempt = 0;
        let leave = () => {};
        const open = streamLink(options, (latest) => {
          response = latest;
        })(runtime);

        const waitAndConnect = (delayMs: number) => {
          const { signal } = op;
          const connectNow = () => {
            leave();
            connect();
          };
          const timer = setTimeout(connectNow, delayMs);
          // The stream of an aborted call ends at once.
          signal?.addEventListener('abort', connectNow);
          leave = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', connectNow);
          };
        };

        const connect = () => {
          const input =
            lastEventId === undefined ? op.input : { ...fieldsOf(op.input), lastEventId };
          const stream = open({ op: { ...op, input }, next }).subscribe({
            next(envelope) {
              const { id, data, state } = fieldsOf(envelope.result);
              if (typeof id === 'string') lastEventId = id;
              if (data !== undefined) attempt = 0;
              // Its caller knows already, and why.
              if (attempt === 0 || state !== 'connecting') observer.next(envelope);
            },
            complete: () => observer.complete(),
            error(error) {
              const data = errorDataOf(error);
              if (data?.isRetryable === true) {
                attempt = Math.min(attempt + 1, MAX_ATTEMPT);
                // First: its caller may leave when it learns of the failure.
                waitAndConnect(delayBeforeRetry(error, attempt));
                observer.next({ result: { type: 'state', state: 'connecting', error } });
                return;
              }
              const fail = () => observer.error(error);
              options.checkSession(response, data?.reason).then(fail, fail);
            },
          });
          leave = () => stream.unsubscribe();
        };

        connect();
        return () => leave();
      });
}
