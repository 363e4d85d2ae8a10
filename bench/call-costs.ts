// What calls cost the server and its database in CPU time, by kind, as multiples of an ordinary
// read; the points that procedures declare follow these figures (docs/ACCOUNTS.md, "Cost of a
// call"). Linux only. 2,000 imported products, or as many as the first
// argument says; the second one is the number of rounds.
import { randomBytes, randomUUID } from 'node:crypto';
import { measureCpu, type Workload } from './cpu-time.ts';
import { createAccount, mutate, PASSWORD, startServer } from './start-server.ts';

const PRODUCTS = Number(process.argv[2] ?? 2000);
const IMPORTED_ROWS = 200;
const ADDRESS = '192.0.2.1';
const EMAIL = 'bench@shop.example';

const server = await startServer({ fsync: false });
const { url, pid, staffToken } = server;

function csv(from: number, count: number): string {
  const rows = Array.from({ length: count }, (_, i) => from + i).map((i) => {
    const word = (i * 7919) % PRODUCTS;
    return `p-${i},Product ${word} of the shop,Vendor ${i % 50},Type ${i % 9},"tag ${i % 20}, all",S-${i},${(i % 300) + 1},false`;
  });
  return `Handle,Title,Vendor,Type,Tags,Variant SKU,Variant Price,Variant Requires Shipping\n${rows.join('\n')}\n`;
}

async function send(path: string, init: RequestInit = {}): Promise<void> {
  const response = await fetch(`${url}/trpc/${path}`, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${text}`);
}

async function importCsv(text: string): Promise<void> {
  const body = new FormData();
  body.append('file', new Blob([text], { type: 'text/csv' }), 'products.csv');
  const headers = { authorization: `Bearer ${staffToken}` };
  await send('admin.products.import', { method: 'POST', body, headers });
}

await importCsv(csv(0, PRODUCTS));
await createAccount(server, EMAIL, ADDRESS);
const guest = { 'trastienda-guest': `tg_${randomBytes(32).toString('base64url')}` };

const query = (path: string, input: unknown, headers: Record<string, string> = {}) =>
  send(`${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers });
const change = (path: string, input: unknown, headers: Record<string, string> = {}) =>
  send(path, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', ...headers },
  });

const { token } = await mutate(url, 'auth.signIn', { email: EMAIL, password: PASSWORD }, ADDRESS);
const signedIn = { authorization: `Bearer ${token}` };
let serial = 0;
const next = () => {
  serial += 1;
  return serial;
};

const address = { name: 'Ana López', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

const withKey = (headers: Record<string, string>) => ({
  ...headers,
  'idempotency-key': randomUUID(),
});

/** A guest with a cart who has begun a checkout; gives who, and its id. */
async function beginCheckout() {
  const headers = { 'trastienda-guest': `tg_${randomBytes(32).toString('base64url')}` };
  await change('cart.add', { sku: 'S-7' }, headers);
  const start = { email: EMAIL, shippingAddress: address };
  const answer = await fetch(`${url}/trpc/checkout.start`, {
    method: 'POST',
    body: JSON.stringify(start),
    headers: { 'content-type': 'application/json', ...withKey(headers) },
  });
  const { result } = (await answer.json()) as { result?: { data: { id: string } } };
  if (result === undefined) throw new Error('No checkout was begun.');
  return { headers, checkoutId: result.data.id };
}

const ORDINARY = 'catalog.list';
const workloads: readonly Workload[] = [
  { name: ORDINARY, times: 40, send: () => query('catalog.list', {}) },
  { name: 'catalog.get', times: 40, send: () => query('catalog.get', { slug: 'p-7' }) },
  {
    name: 'catalog.list, search',
    times: 40,
    send: () => query('catalog.list', { search: 'product shop' }),
  },
  {
    name: 'catalog.list, search, 100 items, by price',
    times: 20,
    send: () => query('catalog.list', { search: 'pr sh', limit: 100, sort: 'price-asc' }),
  },
  {
    name: 'catalog.list, search for what is not there',
    times: 20,
    send: () => query('catalog.list', { search: 'product zzz', tag: 'all' }),
  },
  { name: 'catalog.facets', times: 40, send: () => query('catalog.facets', {}) },
  {
    name: 'catalog.facets, of a search',
    times: 20,
    send: () => query('catalog.facets', { search: 'product' }),
  },
  { name: 'cart.get', times: 40, send: () => query('cart.get', undefined, guest) },
  { name: 'cart.add', times: 20, send: () => change('cart.add', { sku: 'S-7' }, guest) },
  { name: 'cart.add and checkout.start', times: 10, send: beginCheckout },
  {
    name: 'cart.add, checkout.start and checkout.pay',
    times: 10,
    async send() {
      const { headers, checkoutId } = await beginCheckout();
      const pay = { checkoutId, paymentMethod: 'pm_test_approve' };
      await change('checkout.pay', pay, withKey(headers));
    },
  },
  { name: 'account.get', times: 40, send: () => query('account.get', undefined, signedIn) },
  {
    name: 'auth.signIn',
    times: 4,
    send: () => mutate(url, 'auth.signIn', { email: EMAIL, password: PASSWORD }, ADDRESS),
  },
  {
    name: 'auth.signUp',
    times: 4,
    send: () => {
      const email = `new-${next()}@shop.example`;
      const address = `198.51.${serial % 200}.1`;
      return mutate(url, 'auth.signUp', { email, password: PASSWORD, name: 'New' }, address);
    },
  },
  {
    name: 'auth.requestPasswordReset',
    times: 10,
    send: () =>
      mutate(
        url,
        'auth.requestPasswordReset',
        { email: `no-${next()}@shop.example` },
        `198.51.${serial % 200}.2`,
      ),
  },
  {
    name: `admin.products.import, ${IMPORTED_ROWS} changed rows`,
    times: 1,
    send: () => importCsv(csv(PRODUCTS + next() * IMPORTED_ROWS, IMPORTED_ROWS)),
  },
];

const figures = await measureCpu(pid, workloads, { rounds: Number(process.argv[3] ?? 7) });
const ordinary = figures.get(ORDINARY);
for (const [name, { server: ours, database }] of figures) {
  const ratio = (ours + database) / ((ordinary?.server ?? 0) + (ordinary?.database ?? 0));
  console.log(
    `${name}: ${ratio.toFixed(1)} (server ${ours.toFixed(1)} ms, database ${database.toFixed(1)} ms)`,
  );
}
await server.stop();
