import type { Diagnostic } from './pack-client.ts';

/** What a program does with the client outside of the workspace. */
export const RIGHT = `
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

/** What a page does with TanStack Query: errors narrow, lists have pages, wrong uses are errors. */
export const REACT = `
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
export const WRONG = `import { createClient, createStoreClient, isClientError, type RouterErrorReasons, type RouterInputs } from '@trastienda/shop-client';
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

export const ERRORS_OF_WRONG: readonly Diagnostic[] = [
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

/** Returns a strict configuration that checks the declarations of libraries too. */
export function tsconfigOf(file: string, options: object = { noEmit: true }): string {
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
      ...options,
    },
    files: [file],
  });
}
