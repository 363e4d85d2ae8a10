// What correctness costs: checkouts per second of the server against the same purchase written
// naively (naive-shop.ts), both over HTTP on the same embedded database. A purchase is four calls:
// into the cart, start, pay, complete. Rounds take turns; the ratio is the median of the rounds'.
// Where writes wait for the disk, many small ones are slower than few transactions; `no-fsync` shows
// what the rest costs. pnpm --filter @trastienda/bench checkout [ROUNDS] [BUYERS AT ONCE] [no-fsync]
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import { MongoClient } from 'mongodb';
import { median } from './compare.ts';
import { startServer } from './start-server.ts';

const [, , roundsText = '9', atOnceText = '8', disk] = process.argv;
const rounds = Number(roundsText);
const atOnce = Number(atOnceText);
const PRODUCTS = 50;
const PURCHASES_PER_ROUND = 60;
const EMAIL = 'ana@shop.example';
const ADDRESS = { name: 'Ana López', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

const took = new Map<string, number[]>();

async function post(
  step: string,
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const startedAt = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${step}: ${JSON.stringify(answer)}`);
  took.set(step, [...(took.get(step) ?? []), performance.now() - startedAt]);
  return answer;
}

async function call(url: string, path: string, input: unknown, headers: Record<string, string>) {
  const { result } = await post(`ours ${path}`, `${url}/trpc/${path}`, input, headers);
  return (result as { data: Record<string, unknown> }).data;
}

let addresses = 0;

/** An address that no other buyer comes from. */
function newAddress(): string {
  addresses += 1;
  return `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

async function buyOurs(url: string, sku: string): Promise<void> {
  const guest = {
    'trastienda-guest': `tg_${randomBytes(32).toString('base64url')}`,
    // Buyers at one address wait for each other, because what an address reserves is limited.
    'x-forwarded-for': newAddress(),
  };
  const once = () => ({ ...guest, 'idempotency-key': randomUUID() });
  await call(url, 'cart.add', { sku, quantity: 1 }, guest);
  const start = { email: EMAIL, shippingAddress: ADDRESS };
  const { id: checkoutId } = await call(url, 'checkout.start', start, once());
  const pay = { checkoutId, paymentMethod: 'pm_test_approve' };
  await call(url, 'checkout.pay', pay, once());
  const { orderId } = await call(url, 'checkout.complete', { checkoutId }, once());
  if (typeof orderId !== 'string') throw new Error('There is no order.');
}

async function buyNaively(url: string, sku: string): Promise<void> {
  const guest = randomUUID();
  await post('naive cart', `${url}/cart`, { guest, sku, quantity: 1 });
  const start = { guest, email: EMAIL, address: ADDRESS };
  const { _id: checkoutId } = await post('naive checkout', `${url}/checkout`, start);
  await post('naive pay', `${url}/pay`, { checkoutId });
  await post('naive complete', `${url}/complete`, { checkoutId });
}

/** Checkouts per second, so many buyers at it at a time. */
async function measure(buy: (sku: string) => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  const buyer = async () => {
    while (next < PURCHASES_PER_ROUND) {
      next += 1;
      await buy(`BENCH-${next % PRODUCTS}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, buyer));
  return PURCHASES_PER_ROUND / ((performance.now() - startedAt) / 1000);
}

async function databaseIn(dataDir: string, name: string): Promise<string> {
  const { uri } = await openEmbeddedMongo({ dir: join(dataDir, 'mongo') });
  const url = new URL(uri);
  url.pathname = `/${name}`;
  return url.toString();
}

/** The naive shop takes no webhooks: ours is to get none either. */
async function dropWebhooks(dataDir: string): Promise<void> {
  const mongo = new MongoClient(await databaseIn(dataDir, 'trastienda'));
  await mongo
    .db()
    .collection<{ _id: string }>('sandbox_settings')
    .updateOne({ _id: 'webhooks' }, { $set: { kind: 'drop', delayMs: 0 } }, { upsert: true });
  await mongo.close();
}

async function startNaive(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const uri = await databaseIn(dataDir, 'naive');
  const program = fileURLToPath(new URL('naive-shop.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, uri, String(PRODUCTS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /listening on (\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    const stop = async () => {
      child.kill('SIGTERM');
      await exited;
    };
    return { url, stop };
  }
  throw new Error('The naive shop did not start.');
}

const server = await startServer({ fsync: disk !== 'no-fsync' });
for (let index = 0; index < PRODUCTS; index += 1) {
  const sku = `BENCH-${index}`;
  const inventory = { isTracked: true, quantity: 1_000_000, policy: 'deny' };
  const price = { amount: 1250, currency: 'EUR' };
  await call(
    server.url,
    'admin.products.create',
    {
      ...{ slug: sku.toLowerCase(), title: `Product ${index}`, status: 'active' },
      variants: [{ sku, price, requiresShipping: false, inventory }],
    },
    { authorization: `Bearer ${server.staffToken}` },
  );
}
await dropWebhooks(server.dataDir);
const naive = await startNaive(server.dataDir);

const ours = () => measure((sku) => buyOurs(server.url, sku));
const theirs = () => measure((sku) => buyNaively(naive.url, sku));
const figures: { ours: number; naive: number }[] = [];
for (let round = -2; round < rounds; round += 1) {
  const isOursFirst = round % 2 === 0;
  const first = await (isOursFirst ? ours : theirs)();
  const second = await (isOursFirst ? theirs : ours)();
  if (round < 0) took.clear();
  else figures.push(isOursFirst ? { ours: first, naive: second } : { ours: second, naive: first });
}

const ratio = median(figures.map((figure) => figure.ours / figure.naive));
console.log(
  `checkouts per second, ${atOnce} buyers at a time: ${ratio.toFixed(2)} of the naive ` +
    `(${median(figures.map((figure) => figure.ours)).toFixed(0)} against ` +
    `${median(figures.map((figure) => figure.naive)).toFixed(0)})`,
);
for (const [step, milliseconds] of [...took].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(`  ${step.padEnd(24)} ${median(milliseconds).toFixed(1)} ms`);
}
await naive.stop();
await server.stop();
