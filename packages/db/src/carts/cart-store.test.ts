import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { newCheckout } from '../testing/new-checkout.ts';
import type { CartState } from './cart-store.ts';

const { server, database } = await useTestDatabase(openDatabase);
const { carts } = database;

const NOW = new Date('2100-01-01T00:00:00.000Z');
let count = 0;

function newCart(overrides: Partial<CartState> = {}): CartState {
  count += 1;
  const known = { productId: 'p1', slug: 'a', title: 'A', optionValues: ['M'], imageUrl: null };
  return {
    id: carts.newId(),
    buyer: { kind: 'guest', id: `g${count}` },
    currency: 'EUR',
    lines: [{ sku: 'A', quantity: 2, acknowledgedPrice: 100, ...known }],
    discountCodes: ['TEN'],
    revision: 1,
    createdAt: NOW,
    updatedAt: NOW,
    expiresAt: new Date('2100-02-01T00:00:00.000Z'),
    ...overrides,
  };
}

const keyOf = ({ buyer }: CartState) => `${buyer.kind}:${buyer.id}`;

test('a buyer has one cart, which is read as it was inserted', async () => {
  const cart = newCart();
  expect(await carts.insert(cart)).toBe(true);
  expect(await carts.insert({ ...cart, id: carts.newId() })).toBe(false);
  expect(await carts.findByBuyer(keyOf(cart))).toEqual(cart);
});

test('a cart is replaced by its next revision only', async () => {
  const cart = newCart();
  await carts.insert(cart);
  const next = { ...cart, revision: 2, lines: [], currency: 'USD' };
  expect(await carts.replace(next)).toBe(true);
  expect(await carts.replace({ ...next, lines: cart.lines })).toBe(false);
  expect(await carts.replace({ ...next, revision: 4 })).toBe(false);
  expect(await carts.findByBuyer(keyOf(cart))).toEqual(next);
});

test('a removed cart is not restored by a concurrent change', async () => {
  const [first, second] = [newCart(), newCart()];
  for (const cart of [first, second]) await carts.insert(cart);
  expect(await carts.remove(first.id)).toBe(true);
  expect(await carts.removeByBuyer(keyOf(second))).toBe(true);
  for (const cart of [first, second]) {
    expect(await carts.replace({ ...cart, revision: 2 })).toBe(false);
    expect(await carts.remove(cart.id)).toBe(false);
    expect(await carts.removeByBuyer(keyOf(cart))).toBe(false);
  }
});

test('finding a cart costs one command that reads one document by its key', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  const cart = newCart();
  for (const other of [newCart(), cart, newCart()]) await carts.insert(other);
  const work = await workOf(embedded, () => carts.findByBuyer(keyOf(cart)));
  expect(work).toMatchObject({ docsExamined: 1, keysExamined: 1, collectionScans: [] });
});

async function insertCheckout(overrides: Parameters<typeof newCheckout>[0]) {
  const checkout = newCheckout(overrides);
  await database.transaction(() => database.checkouts.insert(checkout));
  return checkout;
}

const insertCall = (id: string) =>
  database.idempotency.insert({
    ...{ id, inputHash: 'i', answer: 'a', createdAt: NOW },
    expiresAt: new Date('2100-02-01T00:00:00.000Z'),
  });

test('a cart is found with whether it has an open checkout, or a call something stored', async () => {
  const cart = newCart();
  expect(await carts.findForStart(keyOf(cart), 'call')).toBeNull();
  await carts.insert(cart);
  const isFirst = async (callId: string) => {
    const found = await carts.findForStart(keyOf(cart), callId);
    expect(found?.cart).toEqual(cart);
    return found?.isFirst;
  };
  await insertCheckout({ status: 'open' });
  await insertCheckout({ cartId: cart.id, status: 'expired' });
  await insertCall('other');
  expect(await isFirst('call')).toBe(true);
  await insertCall('call');
  expect(await isFirst('call')).toBe(false);
  const open = await insertCheckout({ cartId: cart.id, status: 'open' });
  expect(await isFirst('new')).toBe(false);
  await database.checkouts.update(open, { status: 'cancelled' }, 1, NOW);
  expect(await isFirst('new')).toBe(true);
});

test('finding a cart for a start reads at most one checkout of many, and one call', async ({
  skip,
}) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  const cart = newCart();
  for (const other of [newCart(), cart]) await carts.insert(other);
  for (let index = 0; index < 9; index += 1) {
    await insertCheckout({ cartId: cart.id, status: 'cancelled' });
    await insertCheckout({ status: 'open' });
  }
  await insertCheckout({ cartId: cart.id, status: 'open' });
  await insertCall('known');
  const work = await workOf(embedded, () => carts.findForStart(keyOf(cart), 'known'));
  expect(work).toMatchObject({ docsExamined: 3, collectionScans: [] });
});
