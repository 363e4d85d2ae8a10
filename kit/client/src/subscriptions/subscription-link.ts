import {
  type HTTPHeaders,
  httpSubscriptionLink,
  type Operation,
  TRPCClientError,
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

/** Attempts after which the delay before the next one does not grow: about a minute. */
const MAX_ATTEMPT = 8;

const MIN_DELAY_MS = 500;
const MAX_DELAY_MS = 5 * 60_000;

/** A stream that has lasted longer worked: the next failure is the first one again. */
const HEALTHY_MS = 10_000;

/** Returns the failure that a response without a stream describes. */
async function failureOf(response: Response): Promise<TRPCClientError<AnyTRPCRouter>> {
  const meta = { response };
  const body: unknown = await response.json().catch(() => null);
  const { error } = fieldsOf(body);
  if (fieldsOf(error).message !== undefined) {
    return TRPCClientError.from<AnyTRPCRouter>(Object(body), { meta });
  }
  return TRPCClientError.from(new Error(`The server answered with ${response.status}.`), { meta });
}

/** Longer URLs are refused by servers and proxies, or cut off in their logs. */
const MAX_URL_LENGTH = 2_000;

interface StreamRequest extends Omit<RequestInit, 'headers'> {
  readonly headers: Readonly<Record<string, string>>;
}

/** Moves an input that is too long for a URL to the body. */
function placeInput(
  address: string,
  init: StreamRequest,
): StreamRequest & { readonly url: string } {
  const [path = '', search] = address.split('?', 2);
  const query = new URLSearchParams(search);
  const input = query.get('input');
  if (input === null || address.length <= MAX_URL_LENGTH) return { ...init, url: address };
  query.delete('input');
  const headers = { ...init.headers, 'content-type': 'application/json' };
  const url = query.size === 0 ? path : `${path}?${query}`;
  return { ...init, headers, url, method: 'POST', body: input };
}

/** What is known of the latest connection of a stream. */
interface Connection {
  response?: Response;
  /** Why there is no stream; the event source would not say. */
  failure?: TRPCClientError<AnyTRPCRouter>;
}

function streamLink(
  { url, send, headers, checkSession }: SubscriptionLinkOptions,
  connection: Connection,
): TRPCLink<AnyTRPCRouter> {
  return httpSubscriptionLink<AnyTRPCRouter, typeof EventSource>({
    url,
    EventSource,
    eventSourceOptions: ({ op }) => ({
      async fetch(address, { signal = null, ...init }) {
        const own = Object.entries(await headers(op)).map(([name, value]) => [name, String(value)]);
        const { url: target, ...request } = placeInput(address.toString(), {
          ...init,
          headers: { ...Object.fromEntries(own), ...init.headers },
        });
        const response = await send(target, { ...request, signal });
        connection.response = response;
        if (response.status === 200) {
          // A public stream opens for a visitor, too: its response alone says that the session has ended.
          checkSession(response).catch(() => {});
          return response;
        }
        connection.failure = await failureOf(response);
        // Ends the event source, which would connect again at its own pace.
        return new Response(null, { status: 204 });
      },
    }),
  });
}

/** Whether the server cannot answer now, but soon. */
function isTemporary(error: unknown, { response }: Connection): boolean {
  const data = errorDataOf(error);
  if (data !== null) return data.isRetryable === true;
  return response !== undefined && (response.status === 429 || response.status >= 500);
}

/** Returns what the server asks for, but no less than a delay that grows. */
function delayBeforeOpening(error: unknown, attempt: number): number {
  const least = MIN_DELAY_MS * 2 ** (attempt - 1);
  return Math.min(Math.max(delayBeforeRetry(error, attempt), least), MAX_DELAY_MS);
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
        const connection: Connection = {};
        const open = streamLink(options, connection)(runtime);
        let lastEventId: string | undefined;
        let attempt = 0;
        let isReopening = false;
        let leave = () => {};

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
          const startedAt = performance.now();
          const input =
            lastEventId === undefined ? op.input : { ...fieldsOf(op.input), lastEventId };
          const stream = open({ op: { ...op, input }, next }).subscribe({
            next(envelope) {
              const { id, state } = fieldsOf(envelope.result);
              if (typeof id === 'string') lastEventId = id;
              if (state === 'pending') isReopening = false;
              // Its caller knows already that it is opened again, and why.
              if (!isReopening || state !== 'connecting') observer.next(envelope);
            },
            complete: () => observer.complete(),
            error(given) {
              const { failure: error = given, response } = connection;
              delete connection.failure;
              if (isTemporary(error, connection)) {
                if (performance.now() - startedAt > HEALTHY_MS) attempt = 0;
                attempt = Math.min(attempt + 1, MAX_ATTEMPT);
                isReopening = true;
                // First: its caller may leave when it learns of the failure.
                waitAndConnect(delayBeforeOpening(error, attempt));
                observer.next({ result: { type: 'state', state: 'connecting', error } });
                return;
              }
              const fail = () => observer.error(error);
              options.checkSession(response, errorDataOf(error)?.reason).then(fail, fail);
            },
          });
          leave = () => stream.unsubscribe();
        };

        connect();
        return () => leave();
      });
}
