import {
  createTRPCClient,
  type HTTPHeaders,
  type HTTPLinkOptions,
  httpBatchLink,
  httpLink,
  isNonJsonSerializable,
  splitLink,
  type TRPCClient,
} from '@trpc/client';
import type { AppRouter } from './app-router.ts';

/** A header that is absent is not sent. */
export type ClientHeaders = Readonly<Record<string, string | undefined>>;

export interface ClientOptions {
  /** Where the server is: its origin, or the path under which a proxy shows it. */
  readonly url: string | URL;
  /** Sent as a bearer token; a function is asked before each request. */
  readonly token?: string | (() => MaybeToken | Promise<MaybeToken>);
  /** Further headers; a function is asked before each request. */
  readonly headers?: ClientHeaders | (() => ClientHeaders | Promise<ClientHeaders>);
  /** In place of the global one, which fits. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** False sends every call in a request of its own. Default: calls made together go together. */
  readonly batch?: boolean;
}

type LinkFetch = NonNullable<HTTPLinkOptions<AppRouter['_def']['_config']['$types']>['fetch']>;

type MaybeToken = string | null | undefined;

/** The typed procedures: `client.catalog.list.query({ search: 'shirt' })`. */
export type Client = TRPCClient<AppRouter>;

/** The server's default for `TRASTIENDA_MAX_BATCH`. */
const MAX_BATCH = 20;

/**
 * What proxies take as a request line is 8 KiB more often than not. Calls that do not fit go in
 * another batch.
 */
const MAX_URL_LENGTH = 8000;

async function requestHeaders({ token, headers }: ClientOptions): Promise<HTTPHeaders> {
  const [given, presented] = await Promise.all([
    typeof headers === 'function' ? headers() : headers,
    typeof token === 'function' ? token() : token,
  ]);
  const entries = Object.entries(given ?? {}).filter((entry) => entry[1] !== undefined);
  return {
    ...Object.fromEntries(entries),
    ...(presented === undefined || presented === null
      ? {}
      : { authorization: `Bearer ${presented}` }),
  };
}

/** Between the links' loose idea of `fetch` and the platform's exact one. */
function adaptFetch(fetch: NonNullable<ClientOptions['fetch']>): LinkFetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    return fetch(url, { ...init, signal: init?.signal ?? null });
  };
}

/**
 * A client of a back room. Runs wherever there is `fetch`. A call that fails rejects with a
 * `ClientError`.
 *
 * @example
 * const client = createClient({ url: 'http://localhost:3000' });
 * const page = await client.catalog.list.query({ search: 'shirt' });
 */
export function createClient(options: ClientOptions): Client {
  const { url, fetch, batch = true } = options;
  const linkOptions = {
    url: `${url.toString().replace(/\/+$/, '')}/trpc`,
    headers: () => requestHeaders(options),
    ...(fetch === undefined ? {} : { fetch: adaptFetch(fetch) }),
  };
  const single = httpLink<AppRouter>(linkOptions);
  const batched = httpBatchLink<AppRouter>({
    ...linkOptions,
    maxItems: MAX_BATCH,
    maxURLLength: MAX_URL_LENGTH,
  });
  return createTRPCClient<AppRouter>({
    links: batch
      ? [
          splitLink({
            // A file cannot share a request.
            condition: (operation) => isNonJsonSerializable(operation.input),
            true: single,
            false: batched,
          }),
        ]
      : [single],
  });
}
