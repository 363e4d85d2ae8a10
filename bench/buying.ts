// Purchases of the shop over HTTP, for benchmarks.
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import { MongoClient } from 'mongodb';
import type { BenchServer } from './start-server.ts';

export const PRODUCTS = 50;
export const PURCHASES_PER_ROUND = 60;
export const EMAIL = 'ana@shop.example';
export const ADDRESS = { name: 'Ana López', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

/** Times that a retryable call is sent, as a client with `retries` does. */
const ATTEMPTS = 10;

interface Failed {
  readonly error?: { readonly data?: { readonly isRetryable?: boolean } };
}

/** Milliseconds that the calls of each step took, repetitions included. */
export const took = new Map<string, number[]>();

export async function post(
  step: string,
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
    const answer = (await response.json()) as Record<string, unknown> & Failed;
    if (response.ok) {
      took.set(step, [...(took.get(step) ?? []), performance.now() - startedAt]);
      return answer;
    }
    if (answer.error?.data?.isRetryable !== true || attempt === ATTEMPTS) {
      throw new Error(`${step}: ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50 * attempt * Math.random()));
  }
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

/** Buys one unit as a new guest, in four calls. */
export async function buyOurs(url: string, sku: string): Promise<void> {
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

/** Returns checkouts per second with `atOnce` concurrent buyers. */
export async function measure(
  buy: (sku: string) => Promise<void>,
  atOnce: number,
): Promise<number> {
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

/** Returns the URI of a database in the embedded server of a data directory. */
export async function databaseIn(dataDir: string, name: string): Promise<string> {
  const { uri } = await openEmbeddedMongo({ dir: join(dataDir, 'mongo') });
  const url = new URL(uri);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Creates products with as much stock as the purchases need. */
export async function createProducts(server: BenchServer): Promise<void> {
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
}

/** Lets the sandbox send no webhooks, which would work beside the purchases. */
export async function dropWebhooks(dataDir: string): Promise<void> {
  const mongo = new MongoClient(await databaseIn(dataDir, 'trastienda'));
  await mongo
    .db()
    .collection<{ _id: string }>('sandbox_settings')
    .updateOne({ _id: 'webhooks' }, { $set: { kind: 'drop', delayMs: 0 } }, { upsert: true });
  await mongo.close();
}
