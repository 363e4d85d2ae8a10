// With the network, and therefore a part of .ci/full: `pnpm test:official`.
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installClient, requireBuild, typeCheck } from './testing/pack-client.ts';

const run = promisify(execFile);

/** The version of the official bindings pins that of tRPC. */
const DEPENDENCIES = {
  '@tanstack/react-query': '5.108.4',
  '@trpc/client': '11.22.1',
  '@trpc/server': '11.22.1',
  '@trpc/tanstack-react-query': '11.22.1',
  '@types/react': '19.2.7',
  react: '19.2.1',
  typescript: '5.9.3',
};

const PAGE = `
import { QueryClient, useMutation, useQuery } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { createClient, type AppRouter, type Product, type RouterErrorReasons } from '@trastienda/shop-client';
import { createQueryBindings } from '@trastienda/shop-client/react';

const client = createClient({ url: 'http://localhost:3000' });
const queryClient = new QueryClient();
const official = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
const own = createQueryBindings(client);

type Reason = RouterErrorReasons['catalog']['get'];
type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const first = useQuery(official.catalog.get.queryOptions({ slug: 'linen-shirt' }));
const second = useQuery(own.catalog.get.queryOptions({ slug: 'linen-shirt' }));
type FirstReason = NonNullable<NonNullable<typeof first.error>['data']>['reason'];
type SecondReason = NonNullable<NonNullable<typeof second.error>['data']>['reason'];
export const isSame: [IsSame<FirstReason, Reason>, IsSame<SecondReason, Reason>] = [true, true];
export const products: (Product | undefined)[] = [first.data, second.data];
export function idOf(): string | undefined {
  if (first.error?.data?.reason === 'PRODUCT_NOT_FOUND') return first.error.data.details.product;
  if (second.error?.data?.reason === 'PRODUCT_NOT_FOUND') return second.error.data.details.product;
  return undefined;
}
// @ts-expect-error: a reason that the procedure does not promise.
export const isEmpty = first.error?.data?.reason === 'CART_EMPTY';
// @ts-expect-error: the same of our own bindings.
export const isOwnEmpty = second.error?.data?.reason === 'CART_EMPTY';
export const add = useMutation(official.cart.add.mutationOptions()).mutate({ sku: 'SHIRT-M' });
`;

const PROGRAM = `
import { QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { createClient, isClientError } from '@trastienda/shop-client';
import { createQueryBindings } from '@trastienda/shop-client/react';

const client = createClient({ url: process.argv[2] });
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
const official = createTRPCOptionsProxy({ client, queryClient });
const own = createQueryBindings(client);

const input = { slug: 'linen-shirt' };
const first = await queryClient.fetchQuery(official.catalog.get.queryOptions(input));
const second = await queryClient.fetchQuery(own.catalog.get.queryOptions(input));
const list = await queryClient.fetchInfiniteQuery(own.catalog.list.infiniteQueryOptions({}));
const lists = queryClient.getQueryCache().findAll(official.catalog.list.pathFilter()).length;
const error = await queryClient
  .fetchQuery(official.catalog.get.queryOptions({ slug: 'gone' }))
  .catch((failure) => failure);
console.log(JSON.stringify({
  isOneAnswer: first === second,
  title: second.title,
  pages: list.pages.length,
  lists,
  isNarrowed: isClientError(error, 'PRODUCT_NOT_FOUND'),
  product: error.data.details.product,
}));
`;

const GONE = {
  message: 'There is no such product.',
  code: -32004,
  data: {
    reason: 'PRODUCT_NOT_FOUND',
    details: { product: 'gone' },
    code: 'NOT_FOUND',
    httpStatus: 404,
  },
};

let project: string;
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  const url = new URL(request.url ?? '/', 'http://localhost');
  const data = url.pathname.endsWith('.list')
    ? { items: [], nextCursor: null }
    : { title: 'Linen shirt' };
  const isGone = url.search.includes('gone');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(isGone ? { error: GONE } : { result: { data } }));
});

beforeAll(async () => {
  await requireBuild();
  project = await installClient(DEPENDENCIES);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  if (project !== undefined) await rm(project, { recursive: true });
});

test('npm installs one copy of tRPC for the client and for @trpc/tanstack-react-query', async () => {
  const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: project });
  const copies = stdout.split('\n').filter((path) => /@trpc\/(?:client|server)$/.test(path));
  expect(copies).toHaveLength(2);
});

test('The errors of both bindings have the closed reasons of their procedure', async () => {
  await writeFile(join(project, 'page.ts'), PAGE);
  const compilerOptions = {
    target: 'ES2023',
    module: 'NodeNext',
    lib: ['ES2023', 'DOM', 'ESNext.Disposable'],
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    // The declarations of tRPC 11.22 mention modules of Node.
    skipLibCheck: true,
    noEmit: true,
  };
  const tsconfig = JSON.stringify({ compilerOptions, files: ['page.ts'] });
  await writeFile(join(project, 'tsconfig.json'), tsconfig);
  expect(await typeCheck(project, join(project, 'node_modules/typescript'))).toEqual([]);
});

test('Both work with one client, and share the answers in one cache', async () => {
  await writeFile(join(project, 'program.mjs'), PROGRAM);
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { stdout } = await run(process.execPath, ['program.mjs', `http://127.0.0.1:${port}`], {
    cwd: project,
  });
  expect(JSON.parse(stdout)).toEqual({
    isOneAnswer: true,
    title: 'Linen shirt',
    pages: 1,
    lists: 1,
    isNarrowed: true,
    product: 'gone',
  });
  expect(requests).toBe(3);
});
