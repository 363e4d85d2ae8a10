import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  countInstantiations,
  type Diagnostic,
  ROUTER_DECLARATIONS,
  requireBuild,
  typeCheck,
  unpackClient,
} from './testing/pack-client.ts';

const RIGHT = `
import {
  createClient, createImportForm, createMemoryTokenStorage, isClientError, newIdempotencyKey,
  createStoreClient, retryAfterSeconds, type Cart, type GuestStorage, type Order, type Product,
  type RouterErrorReasons, type RouterInputs, type RouterOutputs, type SessionEndedEvent,
  type TokenStorage,
} from '@trastienda/shop-client';

const client = createClient({ url: 'http://localhost:3000', token: async () => 'token', fetch });
const filter: RouterInputs['catalog']['list'] = { search: 'shirt', sort: 'price-asc' };
const page: RouterOutputs['catalog']['list'] = await client.catalog.list.query(filter);
const cents: number = page.items[0]?.priceRange.min.amount ?? 0;
const report = await client.admin.products.import.mutate(createImportForm(new Blob(['Handle'])));
const rows: number[] = report.rejections.flatMap((rejection) => rejection.rows);
try {
  await client.catalog.get.query({ slug: 'linen-shirt' });
} catch (error) {
  if (!isClientError(error) || !error.data) throw error;
  const { reason, fields, requestId } = error.data;
  if (reason === 'PRODUCT_NOT_FOUND') throw new Error(requestId ?? fields['slug']?.[0] ?? '');
}
export { cents, rows };

const storage: TokenStorage = createMemoryTokenStorage();
const ended: SessionEndedEvent[] = [];
const account = createClient({
  url: 'http://localhost:3000',
  session: { kind: 'token', storage },
  onSessionEnded: (event) => ended.push(event),
});
createClient({ url: new URL('https://shop.example'), session: { kind: 'cookie' } });
async function signIn(code: string): Promise<string | null> {
  let result = await account.auth.signIn.mutate({ email: 'a@example.com', password: 'secret' });
  if (result.status === 'second-factor-required') {
    const { challenge } = result;
    const secondFactor: RouterInputs['auth']['completeSignIn']['secondFactor'] =
      code.length === 6 ? { code } : { recoveryCode: code };
    result = await account.auth.completeSignIn.mutate({ challenge, secondFactor });
  }
  return result.status === 'signed-in' ? result.token : null;
}
const role: 'customer' | 'staff' | 'manager' | 'owner' = (await account.account.get.query()).role;
const seconds: number | null = await signIn('123456').then(() => null, retryAfterSeconds);
const entry: RouterOutputs['admin']['audit']['list']['items'][number] | undefined =
  (await account.admin.audit.list.query({ action: 'session.started' })).items[0];
export { role, seconds, entry };

const guest: GuestStorage = {
  get: () => localStorage.getItem('guest'),
  set: (token) => localStorage.setItem('guest', token),
};
const buyer = createClient({ url: 'http://localhost:3000', session: { kind: 'cookie' }, guest });
async function buy(address: RouterInputs['checkout']['start']['shippingAddress']) {
  const cart: RouterOutputs['cart']['get'] = await buyer.cart.add.mutate({ sku: 'SHIRT-M' });
  for (const change of cart.changes) {
    if (change.kind === 'price-changed') throw new Error(String(change.to.amount));
  }
  const { id: checkoutId } = await buyer.checkout.start.mutate({
    email: 'a@example.com',
    shippingAddress: address,
    expectedTotal: cart.total,
  });
  await buyer.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_1' });
  const context = { idempotencyKey: newIdempotencyKey() };
  const { orderId } = await buyer.checkout.complete.mutate({ checkoutId }, { context });
  if (orderId === null) return null;
  return (await buyer.orders.get.query({ orderId })).lines.map(({ total }) => total.amount);
}
const paid: number[] | null = await buy({
  name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES',
});
const claimed: string | null = (await buyer.cart.claim.mutate()).id;
export { paid, claimed };

const store = createStoreClient({ url: 'http://localhost:3000' });
const product: Product = await store.catalog.get.query({ slug: 'linen-shirt' });
const cart: Cart = await store.cart.get.query();
const order: Order = await store.orders.get.query({ orderId: '1' });
function messageOf(reason: RouterErrorReasons['catalog']['get']): string {
  if (reason === 'PRODUCT_NOT_FOUND') return 'gone';
  if (reason === 'RATE_LIMITED') return 'later';
  return reason;
}
function shortage(error: unknown): string | null {
  if (!isClientError(error, 'STOCK_INSUFFICIENT')) return null;
  return error.data.details.sku;
}
const noFilter: RouterInputs['cart']['get'] = await Promise.resolve();
export { product, cart, order, messageOf, noFilter, shortage };
`;

/** A frontend's calls to 20 procedures, and what it reads of their outputs. */
const TWENTY_CALLS = `
import { createClient } from '@trastienda/shop-client';
const client = createClient({ url: 'http://localhost:3000' });
const orderId = 'o1';
export const read = [
  (await client.catalog.list.query({ search: 'shirt' })).items[0]?.title,
  (await client.catalog.get.query({ slug: 'linen-shirt' })).variants[0]?.price.amount,
  (await client.catalog.facets.query({})).tags[0]?.value,
  (await client.cart.get.query()).total.amount,
  (await client.cart.add.mutate({ sku: 'SHIRT-M' })).lines[0]?.title,
  (await client.checkout.get.query({ checkoutId: 'c1' })).status,
  (await client.checkout.complete.mutate({ checkoutId: 'c1' })).orderId,
  (await client.orders.list.query({})).items[0]?.number,
  (await client.orders.get.query({ orderId })).lines[0]?.total.amount,
  (await client.orders.cancel.mutate({ orderId })).status,
  (await client.account.get.query()).email,
  (await client.account.listSessions.query()).sessions[0]?.device,
  (await client.auth.signIn.mutate({ email: 'a@example.com', password: 'secret' })).status,
  (await client.auth.signOut.mutate()).acknowledged,
  (await client.admin.products.list.query({})).items[0]?.status,
  (await client.admin.products.get.query({ id: 'p1' })).revision,
  (await client.admin.orders.search.query({})).items[0]?.email,
  (await client.admin.stock.list.query({})).items[0]?.sku,
  (await client.admin.discounts.list.query({})).items[0]?.title,
  (await client.admin.audit.list.query({})).items[0]?.action,
];
`;

/** What a page does with TanStack Query: errors narrow, lists have pages, wrong uses are errors. */
const REACT = `
import { QueryClient, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { createStoreClient, type Product, type RouterErrorReasons } from '@trastienda/shop-client';
import { createQueryBindings } from '@trastienda/shop-client/react';
const shop = createQueryBindings(createStoreClient({ url: 'http://localhost:3000' }));
export function useProduct(slug: string): string {
  const { data, error } = useQuery(shop.catalog.get.queryOptions({ slug }));
  const product: Product | undefined = data;
  const reason: RouterErrorReasons['catalog']['get'] | undefined = error?.data?.reason;
  if (error?.data?.reason === 'PRODUCT_NOT_FOUND') return error.data.details.product;
  return product?.title ?? reason ?? '';
}
export function useTitles(): string[] {
  const { data } = useInfiniteQuery(shop.catalog.list.infiniteQueryOptions({ search: 'shirt' }));
  return (data?.pages ?? []).flatMap((page) => page.items).map(({ title }) => title);
}
export function useAdd(queryClient: QueryClient): (sku: string) => void {
  const onSuccess = () => queryClient.invalidateQueries(shop.cart.pathFilter());
  const { mutate } = useMutation(shop.cart.add.mutationOptions({ onSuccess }));
  return (sku) => mutate({ sku, quantity: 1 });
}
const { error } = useQuery(shop.catalog.get.queryOptions({ slug: 'linen-shirt' }));
// @ts-expect-error: a reason that the procedure does not promise.
export const isEmpty = error?.data?.reason === 'CART_EMPTY';
// @ts-expect-error: an input without the slug.
shop.catalog.get.queryOptions({});
`;

/** Every line is wrong in the way that its comment describes. */
const WRONG = `import { createClient, createStoreClient, isClientError, type RouterErrorReasons, type RouterInputs } from '@trastienda/shop-client';
const client = createClient({ url: 'http://localhost:3000' });
client.catalog.list.query({ limit: '24' }); // an input of the wrong type
client.catalog.get.query({}); // a missing field
client.catalog.list.query({ sort: 'cheapest' }); // a value that is not one of the known ones
client.catalog.remove.mutate({ id: '1' }); // an unknown procedure
client.catalog.list.mutate({}); // a query that is called as a mutation
const { items } = await client.catalog.list.query({});
items[0]?.price; // a field that the output does not have
items[0].title; // an item that may not be there
const title: number = items.length === 0 ? 0 : (items[0]?.title ?? ''); // an output of another type
const failure: unknown = title;
if (isClientError(failure) && failure.data?.reason === 'PRODUCT_MISSING') throw failure; // a reason that there is not
const signIn = await client.auth.signIn.mutate({ email: 'a@example.com', password: 'secret' });
signIn.token; // a result that may want a second factor
if (signIn.status === 'second-factor-required') signIn.account; // a result that is not signed in
client.auth.completeSignIn.mutate({ challenge: 'c', secondFactor: { sms: '1' } }); // no such factor
client.admin.accounts.setRole.mutate({ id: '1', role: 'admin' }); // a role that there is not
client.auth.verifyEmail.mutate({ token: 't' }); // a link without the password of its sign-up
createClient({ url: 'http://localhost:3000', session: { kind: 'token' } }); // nowhere to keep it
client.checkout.cancel.mutate({ checkoutId: '1', idempotencyKey: 'k1' }); // a key in the input
createClient({ url: 'http://localhost:3000', guest: true }); // nowhere to keep the guest's token
createStoreClient({ url: 'http://localhost:3000' }).admin.orders.search.query(); // a procedure of staff
const reason: RouterErrorReasons['catalog']['get'] = 'CART_EMPTY'; // a reason that it does not promise
const noInput: RouterInputs['catalog']['list'] = undefined; // an input that is absent
if (isClientError(failure, 'STOCK_INSUFFICIENT')) failure.data.details.retryAfterSeconds; // details of another reason
`;

const ERRORS_OF_WRONG: readonly Diagnostic[] = [
  [3, 'TS2322'],
  [4, 'TS2741'],
  [5, 'TS2322'],
  [6, 'TS2339'],
  [7, 'TS2339'],
  [9, 'TS2339'],
  [10, 'TS2532'],
  [11, 'TS2322'],
  [13, 'TS2367'],
  [15, 'TS2339'],
  [16, 'TS2339'],
  [17, 'TS2353'],
  [18, 'TS2322'],
  [19, 'TS2741'],
  [20, 'TS2322'],
  [21, 'TS2353'],
  [22, 'TS2322'],
  [23, 'TS2339'],
  [24, 'TS2322'],
  [25, 'TS2322'],
  [26, 'TS2339'],
].map(([line, code]) => ({ file: 'wrong.ts', line: Number(line), code: String(code) }));

function tsconfig(file: string): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'ES2023',
      module: 'NodeNext',
      // tRPC's own declarations mention Disposable.
      lib: ['ES2023', 'DOM', 'ESNext.Disposable'],
      // No types of Node: the client is for browsers and edge runtimes too.
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    },
    files: [file],
  });
}

let project: string;
beforeAll(async () => {
  await requireBuild();
  project = await unpackClient();
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
});
afterAll(async () => {
  if (project !== undefined) await rm(project, { recursive: true });
});

async function check(file: string, source: string): Promise<readonly Diagnostic[]> {
  await writeFile(join(project, file), source);
  await writeFile(join(project, 'tsconfig.json'), tsconfig(file));
  return typeCheck(project);
}

describe("The router's declarations", () => {
  test('import nothing but @trpc/server', async () => {
    const declarations = await readFile(ROUTER_DECLARATIONS, 'utf8');
    const imported = [
      ...declarations.matchAll(/(?:from\s+|import\(\s*|import\s+)['"]([^'"]+)['"]/g),
    ];
    expect(imported.length).toBeGreaterThan(0);
    expect(new Set(imported.map(([, specifier]) => specifier))).toEqual(new Set(['@trpc/server']));
    expect(declarations).not.toMatch(/\/\/\/\s*<reference/);
    expect(declarations).not.toMatch(/:\s*any\b/);
  });
});

describe('The packed client, outside of the workspace', () => {
  test('type-checks as a whole, its own declarations included', async () => {
    expect(await check('right.ts', RIGHT)).toEqual([]);
  });

  test('binds its procedures to TanStack Query, each with its own failures', async () => {
    expect(await check('react.ts', REACT)).toEqual([]);
  });

  test('makes each wrong use a compile error', async () => {
    expect(await check('wrong.ts', WRONG)).toEqual(ERRORS_OF_WRONG);
  });

  test('costs the compiler little: few instantiations for 20 procedures', async () => {
    expect(await check('calls.ts', TWENTY_CALLS)).toEqual([]);
    // 5,745 when this was written.
    expect(await countInstantiations(project)).toBeLessThan(8000);
  });

  test('runs with plain node', async () => {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const data = { items: [{ number: `answer to ${request.headers.authorization}` }] };
      response.end(JSON.stringify([{ result: { data } }]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const script = `
        import { createClient } from '@trastienda/shop-client';
        const client = createClient({ url: 'http://127.0.0.1:${port}', token: 'abc' });
        const page = await client.orders.list.query({});
        process.stdout.write(page.items[0].number);
      `;
      await writeFile(join(project, 'run.mjs'), script);
      const { stdout } = await promisify(execFile)(process.execPath, ['run.mjs'], { cwd: project });
      expect(stdout).toBe('answer to Bearer abc');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
