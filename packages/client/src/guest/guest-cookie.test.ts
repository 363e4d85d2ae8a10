import { expect, test } from 'vitest';
import { createClient, createServerClient } from '../create-client.ts';
import { createFakeFetch, fail } from '../fake-server.ts';

const answer = createFakeFetch({
  'cart.get': () => fail('INTERNAL'),
  'cart.add': () => fail('INTERNAL'),
  'cart.clear': () => fail('INTERNAL'),
  'auth.signOut': () => fail('INTERNAL'),
});

interface Sent {
  readonly path: string;
  readonly guest: string | null;
  readonly cookie: string | null;
  readonly credentials: RequestCredentials | undefined;
}

/** A `fetch` that records what it sends; it holds every response back until `release`. */
function createHeldFetch(setCookie?: string) {
  const sent: Sent[] = [];
  const held: (() => void)[] = [];
  return {
    sent,
    release: () => held.shift()?.(),
    async fetch(url: string, init: RequestInit) {
      const headers = new Headers(init.headers);
      sent.push({
        path: new URL(url).pathname.replace('/trpc/', ''),
        guest: headers.get('trastienda-guest'),
        cookie: headers.get('cookie'),
        credentials: init.credentials,
      });
      await new Promise<void>((resolve) => held.push(resolve));
      const response = await answer(url, init);
      // A response of a call that went well, as far as its status says.
      const result = new Response(response.body, { headers: response.headers });
      if (setCookie !== undefined) result.headers.append('set-cookie', setCookie);
      return result;
    },
  };
}

const url = 'http://shop.test';
/** Passes all timers and promises that are due. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

test('A guest in a cookie is named with calls about buying, and sent with credentials', async () => {
  const { fetch, sent, release } = createHeldFetch();
  const client = createClient({ url, guest: { kind: 'cookie' }, fetch });
  const reading = client.cart.get.query().catch(() => null);
  await turn();
  release();
  await reading;
  const listing = client.catalog.list.query({}).catch(() => null);
  await turn();
  release();
  await listing;
  expect(sent).toMatchObject([
    { path: 'cart.get', guest: 'cookie', credentials: 'include' },
    { path: 'catalog.list', guest: null, credentials: 'omit' },
  ]);
});

test('Calls that may start a guest wait for the first of them, and reads for none', async () => {
  const { fetch, sent, release } = createHeldFetch();
  const client = createClient({ url, guest: { kind: 'cookie' }, fetch, batch: false });
  const paths = () => sent.map(({ path }) => path);
  const calls = [
    client.cart.add.mutate({ sku: 'MUG' }),
    client.cart.add.mutate({ sku: 'TEE' }),
    client.cart.clear.mutate(),
    client.cart.get.query(),
  ].map((call) => call.catch(() => null));
  await turn();
  expect(paths()).toEqual(['cart.get', 'cart.add']);
  release();
  release();
  await turn();
  expect(paths()).toEqual(['cart.get', 'cart.add', 'cart.add']);
  release();
  await turn();
  release();
  await Promise.all(calls);
  // The guest has started: nothing waits any more.
  const later = [client.cart.clear.mutate(), client.cart.add.mutate({ sku: 'MUG' })];
  await turn();
  expect(paths()).toHaveLength(6);
  release();
  release();
  await Promise.allSettled(later);
});

test('A sign-out names the guest, which then ends: the next one begins with one call again', async () => {
  const { fetch, sent, release } = createHeldFetch();
  const client = createClient({ url, guest: { kind: 'cookie' }, fetch, batch: false });
  const begin = (...calls: readonly Promise<unknown>[]) =>
    calls.map((call) => call.catch(() => null));
  for (const call of [
    () => client.cart.add.mutate({ sku: 'MUG' }),
    () => client.auth.signOut.mutate(),
  ]) {
    const begun = begin(call());
    await turn();
    release();
    await Promise.all(begun);
  }
  expect(sent.at(-1)).toMatchObject({ path: 'auth.signOut', guest: 'cookie' });
  const calls = begin(client.cart.clear.mutate(), client.cart.add.mutate({ sku: 'TEE' }));
  await turn();
  expect(sent).toHaveLength(3);
  release();
  await turn();
  release();
  await Promise.all(calls);
  expect(sent).toHaveLength(4);
});

test('A rendered page hands the new guest on, and calls as that guest at once', async () => {
  const line = '__Host-trastienda-guest=tg_new; Max-Age=34560000; Path=/; HttpOnly; Secure';
  const { fetch, sent, release } = createHeldFetch(line);
  const lines: string[] = [];
  const headers = new Headers({ cookie: 'theme=dark', origin: url });
  const client = createServerClient(
    { url, guest: { kind: 'cookie' }, fetch, onSetCookie: (set) => lines.push(set) },
    { headers },
  );
  for (const call of [
    () => client.cart.add.mutate({ sku: 'MUG' }),
    () => client.cart.get.query(),
  ]) {
    const called = call().catch(() => null);
    await turn();
    release();
    await called;
  }
  expect(sent).toMatchObject([
    { path: 'cart.add', guest: 'cookie', cookie: 'theme=dark' },
    { path: 'cart.get', guest: 'cookie', cookie: 'theme=dark; __Host-trastienda-guest=tg_new' },
  ]);
  expect(lines).toEqual([line, line]);
});

test('Two calls that begin together while a page is rendered are of one new guest', async () => {
  const line = '__Host-trastienda-guest=tg_new; Max-Age=34560000; Path=/; HttpOnly; Secure';
  const { fetch, sent, release } = createHeldFetch(line);
  const client = createServerClient(
    { url, guest: { kind: 'cookie' }, fetch, batch: false },
    { headers: new Headers({ origin: url }) },
  );
  const calls = [
    client.cart.add.mutate({ sku: 'MUG' }),
    client.cart.add.mutate({ sku: 'TEE' }),
  ].map((call) => call.catch(() => null));
  await turn();
  release();
  await turn();
  release();
  await Promise.all(calls);
  expect(sent.map(({ cookie }) => cookie)).toEqual([null, '__Host-trastienda-guest=tg_new']);
});
