import { buyerKeyOf, SearchOrdersInput } from '@trastienda/shop-contract';
import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { newAddress, newOrder } from '../testing/new-order.ts';
import type { NewOrder } from './order-document.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const insert = (overrides: Partial<NewOrder> = {}) => database.orders.insert(newOrder(overrides));

/** Collects the order numbers of all pages of a search. */
async function numbers(input: Partial<SearchOrdersInput>): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null | undefined;
  do {
    const query = SearchOrdersInput.parse({ limit: 2, ...input, ...(cursor && { cursor }) });
    const page = await database.orders.search(query);
    found.push(...page.items.map(({ number }) => number));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

describe('an order in the database', () => {
  test('is found as it was inserted, by its id and its checkout', async () => {
    const order = newOrder({ billingAddress: newAddress({ name: 'Eva' }) });
    const inserted = await database.orders.insert(order);
    expect(inserted).toEqual({ ...order, eventSequence: 1 });
    expect(await database.orders.find(order.id)).toEqual(inserted);
    expect(await database.orders.findByCheckout(order.checkoutId)).toEqual(inserted);
  });

  test('is accessible to its buyer only', async () => {
    const { id, buyer } = await insert();
    expect(await database.orders.findOwn(id, buyerKeyOf(buyer))).toMatchObject({ id });
    const account = { kind: 'account', id: buyer.id } as const;
    expect(await database.orders.findOwn(id, buyerKeyOf(account))).toBeNull();
  });

  test('has a unique number and checkout: a transaction that reuses one is retried', async () => {
    const first = await insert();
    for (const taken of ['number', 'checkoutId'] as const) {
      let runs = 0;
      const second = await database.transaction(() => {
        runs += 1;
        return insert(runs === 1 ? { [taken]: first[taken] } : {});
      });
      expect(runs).toBe(2);
      expect(await database.orders.find(second.id)).toEqual(second);
    }
  });

  test('is changed only at the sequence that was read', async () => {
    const before = await insert();
    const paid = { status: 'paid', paidAmount: 2000 } as const;
    const after = await database.orders.update(before, paid, 2, later(5));
    expect(after).toEqual({ ...before, ...paid, eventSequence: 3, updatedAt: later(5) });
    expect(await database.orders.update(before, { status: 'cancelled' }, 1, later(6))).toBeNull();
    expect(await database.orders.find(before.id)).toEqual(after);
  });
});

describe('a buyer’s list', () => {
  test("has the buyer's orders only, newest first, in pages", async () => {
    const buyer = { kind: 'account', id: 'b'.repeat(24) } as const;
    for (const ms of [1, 0, 2]) await insert({ buyer, placedAt: later(ms), number: `N-${ms}` });
    await insert();
    const key = buyerKeyOf(buyer);
    const first = await database.orders.listOwn(key, { limit: 2 });
    expect(first.items.map(({ number }) => number)).toEqual(['N-2', 'N-1']);
    expect(first.items[0]).toEqual(await database.orders.find(first.items[0]?.id ?? ''));
    const cursor = first.nextCursor ?? '';
    const second = await database.orders.listOwn(key, { limit: 2, cursor });
    expect(second).toMatchObject({ items: [{ number: 'N-0' }], nextCursor: null });
    const search = database.orders.search({ limit: 2, cursor });
    await expect(search).rejects.toMatchObject({ reason: 'CURSOR_INVALID' });
  });
});

describe('a search', () => {
  beforeEach(async () => {
    const ana = newAddress({
      ...{ name: 'Ana María Ñíguez', phone: '+34 600 12 34 56', postalCode: 'SW1A 1AA' },
    });
    const jose = newAddress({ name: 'José-Luis Ana' });
    await insert({ number: '7K3M-9QXA', email: 'Ana@Example.com', shippingAddress: ana });
    const [line] = newOrder().lines;
    const lines = line === undefined ? [] : [{ ...line, sku: 'TEE-BLUE-9' }];
    await insert({ number: 'KXMF-ABCD', email: 'jl@example.com', shippingAddress: jose, lines });
    await insert({
      number: '0001-0000',
      email: 'ana@example.com',
      status: 'paid',
      shippingAddress: newAddress({ name: 'Eva' }),
      billingAddress: ana,
      placedAt: later(10),
    });
  });

  test.each([
    ['an email address in any case', 'ANA@example.com', ['0001-0000', '7K3M-9QXA']],
    ['another email address', 'ana@example.co', []],
    ['a number', '7k3m-9qxa', ['7K3M-9QXA']],
    ['a number without its hyphen', '7K3M9QXA', ['7K3M-9QXA']],
    ['a number with O and I for 0 and 1', 'oooi-0000', ['0001-0000']],
    ['a number without digits', 'kxmf-abcd', ['KXMF-ABCD']],
    ['the first half of a number', '7K3M', ['7K3M-9QXA']],
    ['a word of a name, regardless of accents', 'NIGUEZ', ['0001-0000', '7K3M-9QXA']],
    ['prefixes of several words in any order', 'nig an', ['0001-0000', '7K3M-9QXA']],
    ['words of different orders', 'jose niguez', []],
    ['the middle of a word', 'iguez', []],
    ['punctuation', '!?', []],
    ['a phone number', '600123456', ['0001-0000', '7K3M-9QXA']],
    ['a phone number with the code of its country', '0034 600-123-456', ['0001-0000', '7K3M-9QXA']],
    ['another phone number', '600123457', []],
    ['the postal code of any address', 'sw1a1aa', ['0001-0000', '7K3M-9QXA']],
    ['a postal code with its space', 'SW1A 1AA', ['0001-0000', '7K3M-9QXA']],
    ['a SKU of a line, however it is separated', 'tee-blue 9', ['KXMF-ABCD']],
    ['the beginning of a SKU', 'TEE-BLUE', []],
  ])('finds by %s', async (_what, search, expected) => {
    expect(await numbers({ search })).toEqual(expected);
  });

  test('by an email address finds equivalent addresses and no others', async () => {
    await insert({ number: 'JOSE-0001', email: 'José@Müller.example' });
    await insert({ number: 'JOSE-0002', email: 'jose@muller.example' });
    await insert({ number: 'JOSE-0003', email: 'jose@xn--mller-kva.example' });
    const idn = [
      'josé@müller.example',
      'JOSE\u0301@XN--MLLER-KVA.example',
      'josé@mu\u0308ller.example',
    ];
    for (const search of idn) expect(await numbers({ search })).toEqual(['JOSE-0001']);
    expect(await numbers({ search: 'jose@MULLER.example' })).toEqual(['JOSE-0002']);
    expect(await numbers({ search: 'jose@müller.example' })).toEqual(['JOSE-0003']);
  });

  test('is newest first, and filters by status and time', async () => {
    const all = await numbers({});
    expect(all).toHaveLength(3);
    expect(all[0]).toBe('0001-0000');
    expect(await numbers({ search: 'ana', status: 'paid' })).toEqual(['0001-0000']);
    expect(await numbers({ status: 'cancelled' })).toEqual([]);
    const [from, until] = [later(10).toISOString(), later(11).toISOString()];
    expect(await numbers({ placedFrom: from })).toEqual(['0001-0000']);
    expect(await numbers({ placedFrom: from, placedUntil: until })).toEqual(['0001-0000']);
    expect(await numbers({ placedUntil: from, search: 'ana' })).toHaveLength(2);
    expect(await numbers({ placedUntil: NOW.toISOString() })).toEqual([]);
  });

  test('reflects changes of status and address', async () => {
    const before = await insert({ number: '2222-2222' });
    const shippingAddress = newAddress({ name: 'Zoe' });
    await database.orders.update(before, { status: 'paid', shippingAddress }, 1, NOW);
    expect(await numbers({ search: 'zo', status: 'paid' })).toEqual(['2222-2222']);
    expect(await numbers({ search: 'garcia' })).toEqual([]);
    expect(await numbers({ status: 'pending' })).not.toContain('2222-2222');
  });

  test('reads only the orders of the page, for any filters', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    for (let index = 0; index < 16; index += 1) {
      await insert({ email: 'eva@example.com', placedAt: later(index) });
    }
    const filters: Partial<SearchOrdersInput>[] = [
      {},
      { status: 'pending' },
      { search: 'garcia' },
      { search: 'eva@example.com', status: 'pending' },
      { search: 'gar', status: 'pending', placedUntil: later(14).toISOString() },
      // Numbers, phones and postal codes look alike, and each is looked up.
      { search: '28001', status: 'pending' },
    ];
    for (const filter of filters) {
      const page = await database.orders.search({ ...filter, limit: 5 });
      const cursor = page.nextCursor ?? '';
      const work = await workOf(embedded, () =>
        database.orders.search({ ...filter, limit: 5, cursor }),
      );
      expect(work).toMatchObject({ docsExamined: 6, collectionScans: [], inMemorySorts: 0 });
    }
    const own = await workOf(embedded, () => database.orders.listOwn('guest:nobody', { limit: 5 }));
    expect(own).toMatchObject({ docsExamined: 0, collectionScans: [] });
  });
});
