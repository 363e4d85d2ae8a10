import { ListStockInput, ListStockMovementsInput } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import {
  adjustStock,
  configureStock,
  receiveStock,
  releaseStock,
  reserveStock,
} from './change-stock.ts';
import { openStock } from './open-stock.ts';
import type { StockSettings } from './plan-opening.ts';
import type { StockChangeContext } from './stock-change-context.ts';

const { server, database } = await useTestDatabase(openDatabase);

const AT = new Date('2026-03-01T10:00:00.000Z');
const PRODUCT = 'a'.repeat(24);
const cause: StockChangeContext = { at: AT, requestId: 'request-1' };
const forCheckout: StockChangeContext = { ...cause, checkoutId: 'c'.repeat(24) };

type Embedded = NonNullable<typeof server.embedded>;

/** Measures the work of the embedded database for some calls. */
async function workOf(embedded: Embedded, calls: () => Promise<unknown>) {
  embedded.resetStats();
  await calls();
  return embedded.stats();
}

let count = 0;

/** Opens stock of a new, unique SKU. */
async function opened(settings: Partial<StockSettings> = {}): Promise<string> {
  count += 1;
  const sku = `SKU-${String(count).padStart(3, '0')}`;
  const inventory = { isTracked: true, policy: 'deny', quantity: 10 } as const;
  await openStock(database, [{ sku, productId: PRODUCT, ...inventory, ...settings }], cause);
  return sku;
}

const eventsOf = async (sku: string) =>
  (await database.events.list({ aggregate: 'stock', aggregateId: sku, limit: 100 })).items;
const typesOf = async (sku: string) => (await eventsOf(sku)).map(({ type }) => type);
const one = (sku: string, quantity = 1) => [{ sku, quantity }];

describe('stock events', () => {
  test('are appended when it runs low, sells out and comes back, each once and in order', async () => {
    const sku = await opened({ quantity: 5 });
    await configureStock(database, sku, 2, cause);
    for (let left = 5; left > 0; left -= 1) await reserveStock(database, one(sku), forCheckout);
    await releaseStock(database, one(sku, 4), forCheckout);
    await adjustStock(database, { sku, quantity: -3 }, cause);
    expect(await eventsOf(sku)).toMatchObject([
      {
        sequence: 1,
        type: 'stock.low',
        data: { available: 2, lowStockAt: 2 },
        requestId: 'request-1',
      },
      { sequence: 2, type: 'stock.sold-out', data: { available: 0, productId: PRODUCT } },
      { sequence: 3, type: 'stock.available-again', data: { available: 4 } },
      { sequence: 4, type: 'stock.low', data: { available: 1 } },
    ]);
  });

  test('are appended at once when the threshold is raised above the available quantity', async () => {
    const sku = await opened({ quantity: 5 });
    await configureStock(database, sku, 5, cause);
    await configureStock(database, sku, 6, cause);
    expect(await typesOf(sku)).toEqual(['stock.low']);
  });

  test('are not appended for untracked SKUs', async () => {
    const sku = await opened({ isTracked: false, quantity: 1 });
    await configureStock(database, sku, 5, cause);
    await adjustStock(database, { sku, quantity: -1 }, cause);
    expect(await typesOf(sku)).toEqual([]);
  });
});

describe('lists of stock', () => {
  const productId = 'e'.repeat(24);
  const list = async (input: Partial<ListStockInput>) => {
    const skus: string[][] = [];
    let cursor: string | null | undefined;
    do {
      const page = await database.stock.list(
        ListStockInput.parse({ ...input, ...(cursor && { cursor }) }),
      );
      skus.push(page.items.map(({ sku }) => sku));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return skus;
  };

  test('are sorted by SKU in pages, for a product or for low stock', async () => {
    const skus = [];
    for (let index = 0; index < 5; index += 1) skus.push(await opened({ productId }));
    expect((await list({ productId, limit: 2 })).flat()).toEqual(skus);
    expect(await list({ productId, limit: 5 })).toHaveLength(1);
    const low = skus.filter((_, index) => index % 2 === 0);
    for (const sku of low) await configureStock(database, sku, 10, cause);
    expect((await list({ productId, isLow: true, limit: 2 })).flat()).toEqual(low);
    await receiveStock(database, { sku: low[0] ?? '', quantity: 1 }, cause);
    expect((await list({ isLow: true, productId })).flat()).toEqual(low.slice(1));
    expect((await list({ isLow: true })).flat()).toEqual(expect.arrayContaining(low.slice(1)));
  });

  test('of movements are newest first in pages', async () => {
    const sku = await opened();
    for (let index = 0; index < 4; index += 1) await reserveStock(database, one(sku), forCheckout);
    const input = ListStockMovementsInput.parse({ sku, limit: 3 });
    const first = await database.stock.listMovements(input);
    const second = await database.stock.listMovements({ ...input, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ sequence }) => sequence)).toEqual([
      5, 4, 3, 2, 1,
    ]);
    expect(second.nextCursor).toBeNull();
  });

  test('reject a cursor of another list', async () => {
    const encode = (text: string) => Buffer.from(text).toString('base64url');
    for (const cursor of ['nonsense', encode('stock-movements\nlater'), encode('stock\nx')]) {
      const input = ListStockMovementsInput.parse({ sku: 'SKU-001', cursor });
      await expect(database.stock.listMovements(input)).rejects.toMatchObject({
        reason: 'CURSOR_INVALID',
      });
    }
    await expect(database.stock.list(ListStockInput.parse({ cursor: 'x' }))).rejects.toThrow();
  });
});

describe('a stale product listing', () => {
  test('is found until it is refreshed, also when stock came back in between', async () => {
    const [productId, other] = ['f'.repeat(24), '9'.repeat(24)];
    const sku = await opened({ productId, quantity: 1 });
    await opened({ productId: other, quantity: 1 });
    const isListingStale = async () =>
      (await database.stock.findStaleListings(100)).some(
        (unlisted) => unlisted.productId === productId,
      );
    expect(await isListingStale()).toBe(false);
    await reserveStock(database, one(sku), forCheckout);
    expect(await isListingStale()).toBe(true);
    await database.stock.markListingsFresh(other);
    await releaseStock(database, one(sku), forCheckout);
    expect(await isListingStale()).toBe(true);
    await database.stock.markListingsFresh(productId);
    expect(await isListingStale()).toBe(false);
  });
});

describe('the cost of a call', () => {
  test('is one round trip to read, one to write and one for movements, for any number of SKUs', async ({
    skip,
  }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip();
    const skus = [await opened(), await opened(), await opened()];
    const items = skus.flatMap((sku) => one(sku));
    const commands = { find: 1, update: 1, insert: 1, commitTransaction: 1 };
    for (const change of [reserveStock, releaseStock]) {
      const work = await workOf(embedded, () => change(database, items, forCheckout));
      expect(work).toMatchObject({ commands, collectionScans: [], inMemorySorts: 0 });
    }
  });

  test('is never a collection scan', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip();
    const sku = await opened({ productId: '8'.repeat(24), quantity: 1 });
    await configureStock(database, sku, 5, cause);
    await reserveStock(database, one(sku), forCheckout);
    const calls: (() => Promise<unknown>)[] = [
      () => database.stock.find([sku]),
      () => database.stock.list(ListStockInput.parse({})),
      () => database.stock.list(ListStockInput.parse({ isLow: true })),
      () => database.stock.list(ListStockInput.parse({ productId: '8'.repeat(24), isLow: true })),
      () => database.stock.listMovements(ListStockMovementsInput.parse({ sku })),
      () => database.stock.findStaleListings(10),
      () => database.stock.findStaleListings(10, 'A'),
      () => database.stock.markListingsFresh('8'.repeat(24)),
    ];
    for (const call of calls) {
      const work = await workOf(embedded, call);
      expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
    }
  });
});
