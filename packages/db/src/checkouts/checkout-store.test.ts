import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { newCheckout } from '../testing/new-checkout.ts';
import { newPayment } from '../testing/new-payment.ts';

const { server, database } = await useTestDatabase(openDatabase);
const { checkouts } = database;

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

async function insert(overrides: Parameters<typeof newCheckout>[0] = {}) {
  const checkout = newCheckout(overrides);
  await database.transaction(() => checkouts.insert(checkout));
  return checkout;
}

describe('a checkout', () => {
  test('is found as it was written, by its buyer only', async () => {
    const checkout = await insert({ buyer: { kind: 'account', id: 'ana' } });
    expect(await checkouts.find(checkout.id)).toEqual(checkout);
    expect(await checkouts.findOwn(checkout.id, 'account:ana')).toEqual(checkout);
    expect(await checkouts.findOwn(checkout.id, 'guest:ana')).toBeNull();
    expect(await checkouts.findOwn(checkouts.newId(), 'account:ana')).toBeNull();
  });

  test('is the only open one of its cart', async () => {
    const first = await insert();
    expect(await checkouts.findOpenByCart(first.cartId)).toEqual(first);
    const second = newCheckout({ cartId: first.cartId });
    let runs = 0;
    await database.transaction(async () => {
      runs += 1;
      // Only the second attempt sees it: the first one has read before the other write.
      const open = runs === 1 ? null : await checkouts.findOpenByCart(first.cartId);
      if (open !== null) await checkouts.update(open, { status: 'cancelled' }, 1, NOW);
      await checkouts.insert(second);
    });
    expect(runs).toBe(2);
    expect(await checkouts.findOpenByCart(first.cartId)).toEqual(second);
    expect(await checkouts.find(first.id)).toMatchObject({ status: 'cancelled' });
  });

  test('accepts a change of current state, and none of outdated state', async () => {
    const checkout = await insert();
    const changed = await checkouts.update(checkout, { status: 'expired' }, 1, later(5));
    expect(changed).toEqual({
      ...checkout,
      status: 'expired',
      eventSequence: 2,
      updatedAt: later(5),
    });
    expect(await checkouts.update(checkout, { status: 'completed' }, 1, later(6))).toBeNull();
    expect(await checkouts.find(checkout.id)).toEqual(changed);
  });
});

describe('the first payment of a checkout', () => {
  const ana = 'account:ana';
  const payment = { paymentId: 'a'.repeat(24), expiresAt: later(450), startedSince: NOW };
  const insertAnas = (overrides: Parameters<typeof newCheckout>[0] = {}) =>
    insert({ buyer: { kind: 'account', id: 'ana' }, expiresAt: later(900), ...overrides });

  test('is set once, and the checkout expires no earlier than before', async () => {
    const checkout = await insertAnas();
    const set = await checkouts.setFirstPayment(checkout.id, ana, payment, later(5));
    expect(set).toEqual({ ...checkout, paymentId: payment.paymentId, updatedAt: later(5) });
    const other = { ...payment, paymentId: 'b'.repeat(24) };
    expect(await checkouts.setFirstPayment(checkout.id, ana, other, later(6))).toBeNull();
    expect(await checkouts.find(checkout.id)).toEqual(set);
    const soon = await insertAnas({ expiresAt: later(10) });
    expect(await checkouts.setFirstPayment(soon.id, ana, payment, later(5))).toMatchObject({
      expiresAt: later(450),
    });
  });

  test('is not set for a closed, expired, erased, foreign or older checkout', async () => {
    const open = await insertAnas();
    const expired = await insertAnas({ expiresAt: later(5) });
    const older = await insertAnas({ createdAt: later(-1) });
    const closed = await insertAnas({ status: 'cancelled' });
    const erased = await insertAnas({ status: 'cancelled' });
    await checkouts.eraseByBuyer(ana, later(1), 1);
    const set = (id: string, buyerKey = ana) =>
      checkouts.setFirstPayment(id, buyerKey, payment, later(5));
    expect(await set(open.id, 'guest:ana')).toBeNull();
    for (const { id } of [expired, older, closed, erased]) expect(await set(id)).toBeNull();
    for (const { id } of [open, expired, older, closed, erased]) {
      expect(await checkouts.find(id)).toMatchObject({ paymentId: null });
    }
  });
});

test('a checkout is found together with its payment, by its buyer only', async () => {
  const ana = { kind: 'account', id: 'ana' } as const;
  const unpaid = await insert({ buyer: ana });
  const payment = newPayment();
  await database.payments.insert(payment);
  await database.payments.insert(newPayment());
  const paid = await insert({ buyer: ana, paymentId: payment.id });
  const find = (id: string, buyerKey = 'account:ana') => checkouts.findOwnWithPayment(id, buyerKey);
  expect(await find(unpaid.id)).toEqual({ checkout: unpaid, payment: null });
  expect(await find(paid.id)).toEqual({ checkout: paid, payment });
  expect(await find(paid.id, 'guest:ana')).toBeNull();
});

test('reservations are summed by buyer and by address, of open checkouts only', async () => {
  const [ana, eva] = ['ana', 'eva'].map((id) => ({ kind: 'guest', id }) as const);
  const start = async (
    buyer: typeof ana,
    addressKey: string | null,
    quantity: number,
    overrides: Parameters<typeof newCheckout>[0] = {},
  ) => {
    const reservations = [{ sku: 'SHIRT-M', quantity }];
    const checkout = newCheckout({ ...(buyer && { buyer }), reservations, ...overrides });
    await database.transaction(() => checkouts.insert(checkout, addressKey));
  };
  await start(ana, 'home', 1, { expiresAt: later(30) });
  await start(ana, 'work', 2, { expiresAt: later(10) });
  await start(eva, 'home', 4, { expiresAt: later(20) });
  await start(eva, null, 8);
  await start(ana, 'home', 16, { status: 'expired' });
  const nothing = { checkouts: 0, units: 0, firstEndsAt: null };
  const ofAna = {
    byBuyer: { checkouts: 2, units: 3, firstEndsAt: later(10) },
    byAddress: { checkouts: 2, units: 5, firstEndsAt: later(20) },
  };
  expect(await checkouts.reservedBy('guest:ana', 'home')).toEqual(ofAna);
  const cartId = checkouts.newId();
  await start(ana, 'home', 32, { cartId });
  expect(await checkouts.reservedBy('guest:ana', 'home', cartId)).toEqual(ofAna);
  await checkouts.update(
    (await checkouts.findOpenByCart(cartId)) ?? expect.unreachable(),
    { status: 'cancelled' },
    1,
    NOW,
  );
  expect(await checkouts.reservedBy('guest:ana', null)).toEqual({
    byBuyer: { checkouts: 2, units: 3, firstEndsAt: later(10) },
    byAddress: nothing,
  });
  expect(await checkouts.reservedBy('guest:ida', 'hotel')).toEqual({
    byBuyer: nothing,
    byAddress: nothing,
  });
});

test('lists expired open checkouts, oldest first', async () => {
  const expiries = [later(30), later(-20), later(0), later(-10)];
  const [, second, third, fourth] = await Promise.all(
    expiries.map((expiresAt) => insert({ expiresAt })),
  );
  await insert({ expiresAt: later(-30), status: 'completed' });
  const ids = async (limit: number) =>
    (await checkouts.findExpired(NOW, limit)).map(({ id }) => id);
  expect(await ids(10)).toEqual([second?.id, fourth?.id, third?.id]);
  expect(await ids(2)).toEqual([second?.id, fourth?.id]);
});

test('continues after the last listed checkout, also at the same moment', async () => {
  const expiries = [-20, -10, -10, -10, 0];
  for (const seconds of expiries) await insert({ expiresAt: later(seconds) });
  const seen: string[] = [];
  let page = await checkouts.findExpired(NOW, 2);
  while (page.length > 0) {
    seen.push(...page.map(({ id }) => id));
    page = await checkouts.findExpired(NOW, 2, page.at(-1));
  }
  const all = await checkouts.findExpired(NOW, 10);
  expect(seen).toEqual(all.map(({ id }) => id));
  expect(seen).toHaveLength(expiries.length);
});

test('knows whether its cart has a later checkout that is open or has its order', async () => {
  const status = 'expired';
  const first = await insert({ createdAt: later(0), status });
  const { cartId } = first;
  await insert({ createdAt: later(5) });
  const second = await insert({ cartId, createdAt: later(10), status });
  await insert({ cartId, createdAt: later(20), status: 'cancelled' });
  expect(await checkouts.isReplaced(first)).toBe(false);
  const open = await insert({ cartId, createdAt: later(5) });
  expect(await checkouts.isReplaced(first)).toBe(true);
  expect(await checkouts.isReplaced(second)).toBe(false);
  await checkouts.update(open, { status: 'completed' }, 1, NOW);
  expect(await checkouts.isReplaced(first)).toBe(true);
});

test('every query uses an index, and reads only what it needs', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  for (let index = 0; index < 20; index += 1) await insert({ expiresAt: later(index) });
  const checkout = await insert({ buyer: { kind: 'account', id: 'ana' } });
  const cost = async (call: () => Promise<unknown>) => {
    const work = await workOf(embedded, call);
    expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
    return work.docsExamined;
  };
  expect(await cost(() => checkouts.findOwn(checkout.id, 'account:ana'))).toBe(1);
  expect(await cost(() => checkouts.findOpenByCart(checkout.cartId))).toBe(1);
  expect(await cost(() => checkouts.findOwnWithPayment(checkout.id, 'account:ana'))).toBe(1);
  expect(await cost(() => checkouts.reservedBy('account:ana', 'home'))).toBe(1);
  const { cartId } = checkout;
  expect(await cost(() => checkouts.reservedBy('account:ana', 'home', cartId))).toBe(1);
  expect(await cost(() => checkouts.findExpired(later(9), 5))).toBe(5);
  const after = (await checkouts.findExpired(later(9), 9)).at(-1);
  // That one is read again, and none before it.
  expect(await cost(() => checkouts.findExpired(later(19), 5, after))).toBeLessThanOrEqual(6);
  expect(await cost(() => checkouts.isReplaced({ ...checkout, createdAt: new Date(0) }))).toBe(1);
  expect(await cost(() => checkouts.update(checkout, {}, 1, NOW))).toBe(1);
});
