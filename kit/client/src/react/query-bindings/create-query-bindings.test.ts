// @vitest-environment happy-dom
import {
  dehydrate,
  hydrate,
  QueryClient,
  QueryClientProvider,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import { createTRPCClient, httpLink, type TRPCLink } from '@trpc/client';
import { createElement, type PropsWithChildren } from 'react';
import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { createClient } from '../../create-client.ts';
import { preparePage } from '../../testing/prepare-page.ts';
import {
  type NotesRouter,
  type NotesServer,
  startNotesServer,
} from '../../testing/start-notes-server.ts';
import { createQueryBindings } from './create-query-bindings.ts';
import type { QueryBindings } from './query-bindings.ts';

preparePage();

let server: NotesServer;
let api: QueryBindings<NotesRouter>;
let queryClient: QueryClient;
beforeAll(async () => {
  server = await startNotesServer();
  api = createQueryBindings(createClient<NotesRouter>({ url: server.url }));
});
afterAll(() => server.stop());
beforeEach(() => {
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
});

const wrapper = ({ children }: PropsWithChildren) =>
  createElement(QueryClientProvider, { client: queryClient }, children);
const render = <Result>(hook: () => Result) => renderHook(hook, { wrapper }).result;
const requestsOf = (path: string) => server.requests.filter((each) => each.includes(path)).length;

test('A query has the input and the output of its procedure', async () => {
  const result = render(() => useQuery(api.notes.list.queryOptions('milk')));
  await expect.poll(() => result.current.data).toEqual(['milk 1', 'milk 2']);
  expectTypeOf(result.current.data).toEqualTypeOf<string[] | undefined>();
  // @ts-expect-error: an input of another type.
  api.notes.list.queryOptions(7);
  // @ts-expect-error: a mutation has no options of a query.
  expect(() => useQuery(api.notes.add.queryOptions('milk'))).toThrow();
  // @ts-expect-error: a query has no options of a mutation.
  expectTypeOf(api.notes.list.mutationOptions);
});

test('Its error is the failure of the call, and a reason narrows its details', async () => {
  const result = render(() => useQuery(api.notes.get.queryOptions('n1')));
  await expect.poll(() => result.current.error?.data?.reason).toBe('NOTE_NOT_FOUND');
  const data = result.current.error?.data;
  if (data?.reason !== 'NOTE_NOT_FOUND') return expect.unreachable();
  expect(data.details.id).toBe('n1');
  expectTypeOf(data.details.id).toBeString();
  // @ts-expect-error: a reason that the router does not have.
  expect(result.current.error?.data?.reason === 'NOTE_LOST').toBe(false);
});

test('The cache is typed by its key', async () => {
  const key = api.notes.list.queryKey('milk');
  await queryClient.prefetchQuery(api.notes.list.queryOptions('milk'));
  const cached = queryClient.getQueryData(key);
  expectTypeOf(cached).toEqualTypeOf<string[] | undefined>();
  expect(cached).toEqual(['milk 1', 'milk 2']);
  queryClient.setQueryData(key, (notes) => notes?.slice(1));
  expect(queryClient.getQueryData(key)).toEqual(['milk 2']);
});

test('Data is defined with initial data, and where React waits for it', async () => {
  const options = api.notes.list.queryOptions('tea', { initialData: ['tea'], staleTime: 9e9 });
  const result = render(() => useQuery(options));
  expectTypeOf(result.current.data).toEqualTypeOf<string[]>();
  expect(result.current.data).toEqual(['tea']);
  const first = api.notes.list.queryOptions('tea', { select: (notes) => notes[0]?.length });
  expectTypeOf(() => useQuery(first).data).returns.toEqualTypeOf<number | undefined>();
  expectTypeOf(() => useSuspenseQuery(options).data).returns.toEqualTypeOf<string[]>();
});

test('A query without its input yet is not sent', async () => {
  const before = requestsOf('notes.list');
  const result = render(() => useQuery(api.notes.list.queryOptions(skipToken)));
  expect(result.current.fetchStatus).toBe('idle');
  expect(requestsOf('notes.list')).toBe(before);
});

test('What a server has prefetched is hydrated from plain JSON, without another call', async () => {
  const options = api.notes.list.queryOptions('milk', { staleTime: 60_000 });
  await queryClient.prefetchQuery(options);
  const text = JSON.stringify(dehydrate(queryClient));
  const before = requestsOf('notes.list');

  queryClient = new QueryClient();
  hydrate(queryClient, JSON.parse(text));
  const result = render(() => useQuery(options));
  expect(result.current.data).toEqual(['milk 1', 'milk 2']);
  expect(result.current.fetchStatus).toBe('idle');
  expect(requestsOf('notes.list')).toBe(before);
});

test('A list loads its pages by their cursors, until there is no next one', async () => {
  const options = api.notes.pages.infiniteQueryOptions({ prefix: 'milk' });
  const result = render(() => useInfiniteQuery(options));
  const items = () => result.current.data?.pages.flatMap((page) => page.items);
  expectTypeOf(items).returns.toEqualTypeOf<string[] | undefined>();
  for (const count of [1, 2, 3]) {
    await expect.poll(items).toHaveLength(count);
    await result.current.fetchNextPage();
  }
  expect(items()).toEqual(['milk 1', 'milk 2', 'milk 3']);
  expect(result.current.hasNextPage).toBe(false);
  const cached = queryClient.getQueryData(api.notes.pages.infiniteQueryKey({ prefix: 'milk' }));
  expect(cached?.pageParams).toEqual([null, '2', '3']);
  // @ts-expect-error: the bindings set the cursor.
  api.notes.pages.infiniteQueryOptions({ cursor: '2' });
  // @ts-expect-error: not a list of pages.
  expectTypeOf(api.notes.list.infiniteQueryOptions);
});

test('A list can start at a page', async () => {
  const options = api.notes.pages.infiniteQueryOptions({}, { initialPageParam: '3' });
  const { pages } = await queryClient.fetchInfiniteQuery(options);
  expect(pages).toEqual([{ items: [' 3'], nextCursor: null }]);
});

test('A filter finds all queries below a path, and no others', async () => {
  const keys = [
    api.notes.list.queryKey('milk'),
    api.notes.pages.queryKey({}),
    api.notes.pages.infiniteQueryKey({}),
    api.door.knock.queryKey(),
  ];
  for (const key of keys) queryClient.setQueryData<unknown>([...key], 'cached');
  const found = (filter: { queryKey: readonly unknown[] }) =>
    queryClient.getQueryCache().findAll(filter).length;
  expect(found(api.notes.pathFilter())).toBe(3);
  expect(found(api.notes.pages.pathFilter({ type: 'inactive' }))).toBe(2);
  expect(found({ queryKey: api.door.pathKey() })).toBe(1);
  expect(found(api.pathFilter())).toBe(4);
});

test('A prefix keeps the answers of two accounts apart', () => {
  const client = createClient<NotesRouter>({ url: server.url });
  const [ana, ben] = ['ana', 'ben'].map((keyPrefix) => createQueryBindings(client, { keyPrefix }));
  if (ana === undefined || ben === undefined) return expect.unreachable();
  queryClient.setQueryData(ana.notes.list.queryKey(''), ['of Ana']);
  expect(queryClient.getQueryData(ben.notes.list.queryKey(''))).toBeUndefined();
  expect(queryClient.getQueryCache().findAll(ben.notes.pathFilter())).toEqual([]);
  expect(queryClient.getQueryCache().findAll(ana.pathFilter())).toHaveLength(1);
});

test('A mutation sends its variables, with and without options', async () => {
  const seen: number[] = [];
  const onSuccess = (length: number) => {
    seen.push(length);
  };
  const result = render(() => useMutation(api.notes.add.mutationOptions({ onSuccess })));
  expect(await result.current.mutateAsync('milk')).toBe(4);
  expect(seen).toEqual([4]);
  // @ts-expect-error: variables of another type.
  expectTypeOf(result.current.mutate).toBeCallableWith(7);
  const limited = render(() => useMutation(api.notes.addLimited.mutationOptions()));
  await expect(limited.current.mutateAsync()).rejects.toThrow();
  await expect.poll(() => limited.current.error?.data?.reason).toBe('RATE_LIMITED');
});

test('All attempts of a mutation carry one context, and another mutation another', async () => {
  const contexts: unknown[] = [];
  const recordContext: TRPCLink<NotesRouter> =
    () =>
    ({ op, next }) => {
      contexts.push(op.context.mutation);
      return next(op);
    };
  const client = createTRPCClient<NotesRouter>({
    links: [recordContext, httpLink({ url: `${server.url}/trpc` })],
  });
  const options = createQueryBindings<NotesRouter>(client).notes.addLimited.mutationOptions({
    retry: 2,
    retryDelay: 0,
  });
  const result = render(() => useMutation(options));
  await expect(result.current.mutateAsync()).rejects.toThrow();
  await expect(result.current.mutateAsync()).rejects.toThrow();
  expect(contexts).toHaveLength(6);
  expect(new Set(contexts.slice(0, 3)).size).toBe(1);
  expect(new Set(contexts).size).toBe(2);
  expect(contexts[0]).toBeTypeOf('object');
});

test('What a procedure does not have is an error of the program', () => {
  // @ts-expect-error: there is no such method.
  expect(() => api.notes.list.useQuery('milk')).toThrow('notes.list.useQuery is not a query');
});
