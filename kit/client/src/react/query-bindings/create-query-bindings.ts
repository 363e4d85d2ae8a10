import type { MutationFunctionContext } from '@tanstack/react-query';
import { getUntypedClient } from '@trpc/client';
import { createTRPCRecursiveProxy } from '@trpc/server';
import type { Client, PlainRouter } from '../../create-client.ts';
import { LIVE_PATH } from '../../live/create-live.ts';
import { type LiveListener, liveConnectionOf } from '../../live/live-connection.ts';
import type { QueryBindings } from './query-bindings.ts';
import { pathKeyOf, queryKeyOf } from './query-keys.ts';

export interface QueryBindingsOptions {
  /**
   * First part of all keys, for answers that must not be mixed, such as those of two accounts: the
   * account's id.
   */
  readonly keyPrefix?: string;
  /** Path of the subscription that keeps queries live; `live.watch` by default. */
  readonly livePath?: string;
}

/** Arguments of TanStack's `queryFn` that a call needs. */
interface FetchContext {
  readonly signal: AbortSignal;
  readonly pageParam?: unknown;
}

const objectOf = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {};

const isSkipped = (input: unknown) => typeof input === 'symbol';

function nextCursorOf(page: unknown): unknown {
  const { nextCursor = null }: { nextCursor?: unknown } = objectOf(page);
  return nextCursor;
}

/** Adds the cursor of a page to the input of its list; the first page has none. */
function inputOfPage(input: unknown, cursor: unknown): unknown {
  if (cursor === null || cursor === undefined) return input;
  return { ...objectOf(input), cursor };
}

/**
 * Binds the procedures of a client to TanStack Query: each has the options that its hooks accept,
 * with the types of its input, its output and its failures.
 *
 * Mutations pass TanStack's context on as `context.mutation` of the operation. It is the same object
 * in each attempt of a mutation, so that a link can recognize one intention.
 *
 * @example
 * const api = createQueryBindings<AppRouter>(client);
 * const { data, error } = useQuery(api.notes.get.queryOptions({ id }));
 * if (error?.data?.reason === 'NOTE_NOT_FOUND') return <Missing id={error.data.details.id} />;
 *
 * const write = useMutation(api.notes.write.mutationOptions({
 *   onSuccess: () => queryClient.invalidateQueries(api.notes.pathFilter()),
 * }));
 */
export function createQueryBindings<Router extends PlainRouter>(
  client: Client<Router>,
  { keyPrefix, livePath = LIVE_PATH }: QueryBindingsOptions = {},
): QueryBindings<Router> {
  const untyped = getUntypedClient(client);

  return createTRPCRecursiveProxy<QueryBindings<Router>>(({ path: names, args }) => {
    const path = names.slice(0, -1);
    const procedure = path.join('.');
    const pathKey = pathKeyOf(path, keyPrefix);
    const [input, options] = args;

    const methods: Readonly<Record<string, () => unknown>> = {
      pathKey: () => pathKey,
      pathFilter: () => ({ ...objectOf(input), queryKey: pathKey }),
      queryKey: () => queryKeyOf(pathKey, 'query', input),
      infiniteQueryKey: () => queryKeyOf(pathKey, 'infinite', input),
      mutationKey: () => pathKey,
      queryOptions: () => ({
        ...objectOf(options),
        queryKey: queryKeyOf(pathKey, 'query', input),
        queryFn: isSkipped(input)
          ? input
          : ({ signal }: FetchContext) => untyped.query(procedure, input, { signal }),
      }),
      liveOptions: () => ({
        query: {
          ...objectOf(options),
          queryKey: queryKeyOf(pathKey, 'query', input),
          queryFn: ({ signal }: FetchContext) => untyped.query(procedure, input, { signal }),
        },
        watch: (listener: LiveListener) =>
          liveConnectionOf(client, livePath).watch(procedure, input, listener),
      }),
      infiniteQueryOptions: () => ({
        initialPageParam: null,
        ...objectOf(options),
        queryKey: queryKeyOf(pathKey, 'infinite', input),
        queryFn: isSkipped(input)
          ? input
          : ({ signal, pageParam }: FetchContext) =>
              untyped.query(procedure, inputOfPage(input, pageParam), { signal }),
        getNextPageParam: nextCursorOf,
      }),
      mutationOptions: () => ({
        ...objectOf(input),
        mutationKey: pathKey,
        mutationFn: (variables: unknown, mutation: MutationFunctionContext) =>
          untyped.mutation(procedure, variables, { context: { mutation } }),
      }),
    };
    const method = methods[names.at(-1) ?? ''];
    if (method === undefined) throw new TypeError(`${names.join('.')} is not a query binding.`);
    return method();
  });
}
