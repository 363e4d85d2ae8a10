import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutboxMailer } from '@trastienda/emails';
import { startEmbeddedMongo } from '@trastienda/embedded-mongo';
import { type Client, createClient, createMemoryTokenStorage } from '@trastienda/shop-client';
import { endChild, type RunningProgram, stopEmbedded } from '@trastienda/testing';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashStaffToken } from '../config/hash-staff-token.ts';
import {
  type EarlierCall,
  type EarlierShop,
  loadEarlierShop,
} from '../testing/load-earlier-shop.ts';
import { runProgram } from '../testing/run-program.ts';

const NEW_PASSWORD = 'walnut sextant 31 harbour tidy';
/** Emails that failed are sent again some seconds later. */
const PATIENCE = { timeout: 120_000, interval: 200 };

let dataDir: string;
let shop: EarlierShop;
let server: RunningProgram;
let url: string;
let env: Readonly<Record<string, string>>;

// One data directory, and one server on it, for all tests of this file.
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-earlier-'));
  const mongo = await startEmbeddedMongo({ dir: join(dataDir, 'mongo'), fsync: false });
  const uri = new URL(mongo.uri);
  uri.pathname = '/trastienda';
  shop = await loadEarlierShop(uri.toString());
  await mongo.close();
  env = {
    PORT: '0',
    TRASTIENDA_DATA_DIR: dataDir,
    TRASTIENDA_DEMO: 'off',
    TRASTIENDA_RATE_LIMIT: '0',
    TRASTIENDA_ENCRYPTION_KEYS: shop.encryptionKeys,
    TRASTIENDA_STAFF_TOKEN_SHA256: hashStaffToken(shop.staffToken),
  };
  server = runProgram('main.js', [], env);
  url = (await server.waitFor(/"url":"([^"]+)"/))[1] ?? '';
});

afterAll(async () => {
  await endChild(server.child);
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true });
});

const staff = () => createClient({ url, token: shop.staffToken });

async function guest(name: keyof EarlierShop['guests']): Promise<Client> {
  const storage = createMemoryTokenStorage();
  await storage.set(shop.guests[name]);
  return createClient({ url, guest: storage });
}

async function command(...args: string[]): Promise<[code: unknown, output: string]> {
  const program = runProgram('cli.js', args, env);
  return [await program.ended, program.output()];
}

const outbox = () =>
  createOutboxMailer({ dir: join(dataDir, 'outbox'), from: 'shop@shop.example' });

/** The secret of the link in the email to an address, once it has been sent. */
async function secretOf(email: string): Promise<string> {
  const find = async () => {
    const [found] = (await outbox().list()).filter(({ to }) => to.includes(email));
    return found?.links.find((link) => link.includes('#token='))?.split('#token=')[1];
  };
  await expect.poll(find, PATIENCE).toBeDefined();
  return (await find()) ?? '';
}

/** The path that a procedure has now. */
function presentPath(procedure: string): string {
  if (procedure.startsWith('order.')) return procedure.replace('order.', 'orders.');
  return /^(?:orders|stock)\./.test(procedure) ? `admin.${procedure}` : procedure;
}

/** Makes the call again as it was made. Its key, a field of the input then, is a header now. */
async function repeat({ caller, procedure, input }: EarlierCall): Promise<unknown> {
  const { idempotencyKey, ...rest } = input;
  const tokens: Readonly<Record<string, string>> = shop.guests;
  const headers: Readonly<Record<string, string>> =
    caller === 'staff'
      ? { authorization: `Bearer ${shop.staffToken}` }
      : { 'trastienda-guest': tokens[caller] ?? '' };
  const response = await fetch(`${url}/trpc/${presentPath(procedure)}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': String(idempotencyKey),
      ...headers,
    },
    body: JSON.stringify(rest),
  });
  return response.json();
}

/** The answer with its present fields. */
function renamed({ procedure, answer }: EarlierCall): unknown {
  const isOrder = /^orders?\./.test(procedure);
  if (!procedure.startsWith('stock.')) {
    return { ...answer, locale: null, ...(isOrder && { isShipped: true }) };
  }
  const { held, ...rest } = answer;
  return { ...rest, reserved: held };
}

test('its data is migrated when the server starts, and is consistent', async () => {
  expect(server.output()).toContain('"msg":"migrating stored data"');
  const [code, status] = await command('migrate', '--status');
  const states = status.trimEnd().split('\n');
  expect([code, states.filter((line) => !line.includes('  done '))]).toEqual([0, []]);
  expect(await command('check')).toEqual([0, 'Everything agrees.\n']);
  const [, reconciled] = await command('reconcile', '--from', '2026-01-01');
  expect(reconciled).toContain('2 payments compared, 0 differences.');
});

test('an order and its refund are unchanged for its buyer and for staff', async () => {
  const { id, number } = shop.order;
  const refunds = [{ amount: { amount: 1250, currency: 'EUR' }, status: 'succeeded' }];
  const order = {
    ...{ id, number, status: 'paid', paymentStatus: 'partially-refunded' },
    refunded: { amount: 1250, currency: 'EUR' },
  };
  expect(await staff().admin.orders.get.query({ orderId: id })).toMatchObject({
    ...order,
    refunds,
  });
  expect(await (await guest('buyer')).orders.get.query({ orderId: id })).toMatchObject(order);
  const found = await staff().admin.orders.search.query({ search: 'buyer@shop.example' });
  expect(found.items).toMatchObject([{ id }]);
  const entries = await staff().admin.ledger.list.query({ orderId: id });
  expect(entries.items.map(({ kind }) => kind).toSorted()).toEqual(['capture', 'refund', 'sale']);
});

test('repeated calls return their first responses, and change nothing', async () => {
  const movements = () => staff().admin.stock.movements.query({ sku: 'MUG-L' });
  const before = await movements();
  expect(shop.calls).toHaveLength(9);
  for (const call of shop.calls) {
    expect([call.procedure, await repeat(call)]).toEqual([
      call.procedure,
      { result: { data: renamed(call) } },
    ]);
  }
  expect(await movements()).toEqual(before);
});

test('carts are unchanged, at the prices that their buyers have seen', async () => {
  const cart = await (await guest('filler')).cart.get.query();
  expect(cart).toMatchObject({
    lines: [{ sku: 'TEE', quantity: 1, isAvailable: true }],
    changes: [],
  });
  const client = createClient({ url, token: shop.account.sessionToken });
  expect(await client.cart.get.query()).toMatchObject({
    lines: [{ sku: 'MUG-S', quantity: 2 }],
    changes: [],
  });
});

test('an unpaid checkout is paid and completed', async () => {
  const buyer = await guest('unpaid');
  const checkoutId = shop.unpaid;
  const pay = { checkoutId, paymentMethod: 'pm_test_approve' };
  await buyer.checkout.pay.mutate(pay);
  const complete = { checkoutId };
  const { orderId } = await buyer.checkout.complete.mutate(complete);
  expect(orderId).not.toBeNull();
});

test('a checkout whose payment waited for its buyer is completed once they agree', async () => {
  const buyer = await guest('waiting');
  const checkoutId = shop.waiting;
  const { payment } = await buyer.checkout.get.query({ checkoutId });
  expect(payment).toMatchObject({ status: 'requires-action' });
  const [, payments = ''] = await server.waitFor(/Payments:\s+(\S+)/);
  const approved = await fetch(payments, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ action: 'approve', reference: `pay_test_${payment?.id}` }),
  });
  expect(approved.status).toBe(200);
  const complete = { checkoutId };
  const { orderId } = await buyer.checkout.complete.mutate(complete);
  expect(orderId).not.toBeNull();
});

test('a customer signs in with a code of their authenticator, and their session goes on', async () => {
  const { email, totpSecret, sessionToken } = shop.account;
  const client = createClient({
    url,
    session: { kind: 'token', storage: createMemoryTokenStorage() },
  });
  const begun = await client.auth.signIn.mutate({ email, password: shop.password });
  if (begun.status !== 'second-factor-required') throw new Error('No second factor was asked for.');
  const totp = new TOTP({ secret: Secret.fromBase32(totpSecret), digits: 6, period: 30 });
  const secondFactor = { code: totp.generate() };
  await client.auth.completeSignIn.mutate({ challenge: begun.challenge, secondFactor });
  expect(await client.account.get.query()).toMatchObject({ email, name: 'Ana' });
  expect(await createClient({ url, token: sessionToken }).account.get.query()).toMatchObject({
    email,
  });
});

test('queued emails are sent; their links and recovery codes work', async () => {
  const { email, recoveryCodes } = shop.account;
  const reset = { token: await secretOf(email), password: NEW_PASSWORD };
  await createClient({ url }).auth.resetPassword.mutate(reset);
  const client = createClient({
    url,
    session: { kind: 'token', storage: createMemoryTokenStorage() },
  });
  const begun = await client.auth.signIn.mutate({ email, password: NEW_PASSWORD });
  if (begun.status !== 'second-factor-required') throw new Error('No second factor was asked for.');
  const secondFactor = { recoveryCode: recoveryCodes[0] ?? '' };
  await client.auth.completeSignIn.mutate({ challenge: begun.challenge, secondFactor });
  expect(await client.account.get.query()).toMatchObject({ email });

  const newcomer = 'eva@shop.example';
  const verify = { token: await secretOf(newcomer), password: shop.password };
  expect(await createClient({ url }).auth.verifyEmail.mutate(verify)).toEqual({ email: newcomer });
});

test('data is still consistent after these tests', async () => {
  expect(await command('check')).toEqual([0, 'Everything agrees.\n']);
});
