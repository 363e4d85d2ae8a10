import { createEventFeed } from '@trastienda/mongo';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createCatalogService } from '../../catalog/create-catalog-service.ts';
import { createRefreshListings } from '../../catalog/jobs/refresh-listings.ts';
import { reserveStock } from '../../stock/change-stock.ts';
import { createProductFollower, type ProductFollower } from './product-follower.ts';

const { server, database } = await useTestDatabase(openDatabase);
/** Another process, which writes. */
const elsewhere = await openDatabase(server.uri);
afterAll(() => elsewhere.close());

const clock = { now: () => new Date('2026-03-01') };
const catalog = createCatalogService({ database: elsewhere, clock, currency: 'EUR' });
/** Creates a product with one unit in stock. */
function create(title: string, sku?: string) {
  const inventory = { isTracked: true, quantity: 1, policy: 'deny' } as const;
  const variants = productFixture().variants.map((variant) => ({
    ...variant,
    ...(sku !== undefined && { sku }),
    inventory,
  }));
  return catalog.create(productFixture({ title, variants }), OPERATOR_ORIGIN);
}

type Watcher = Parameters<ReturnType<typeof createEventFeed>['subscribe']>[0];

const stops: (() => void)[] = [];
beforeEach(() => server.clear());
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Follows the products of the database by a feed whose connection the test controls. */
function follow(options: { maxProducts?: number; products?: typeof database.products } = {}) {
  const { maxProducts = 1000, products = database.products } = options;
  const faults: unknown[] = [];
  const watchers = new Set<Watcher>();
  const feed = createEventFeed(database);
  const stopping = new AbortController();
  let isBroken = false;
  // The real stream of the database; a broken one passes nothing on.
  feed.subscribe({
    onCommitted(event) {
      if (!isBroken) for (const watcher of watchers) watcher.onCommitted?.(event);
    },
    onLive() {
      for (const watcher of watchers) watcher.onLive?.();
    },
  });
  const follower = createProductFollower({
    database: { products },
    feed: {
      subscribe(watcher) {
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
    },
    maxProducts,
    onFault: ({ error }) => faults.push(error),
  });
  stops.push(() => {
    follower.stop();
    stopping.abort();
  });
  return {
    follower,
    faults,
    start: () => feed.start(stopping.signal).live,
    setBroken(broken: boolean) {
      isBroken = broken;
      for (const watcher of watchers) {
        if (broken) watcher.onBroken?.(new Error('broken'));
        else watcher.onLive?.();
      }
    },
  };
}

function found(follower: ProductFollower, search: string, inStock = false): number | null {
  const filter = { search, inStock };
  const query = { status: 'active', filter, sort: 'relevance', limit: 10 } as const;
  return follower.current()?.find(query).ids.length ?? null;
}

/** Resolves when the index has taken in news after which it finds so many products. */
async function untilFound(
  follower: ProductFollower,
  search: string,
  count: number,
  inStock = false,
) {
  let stop = () => {};
  await new Promise<void>((resolve) => {
    const look = () => {
      if (found(follower, search, inStock) === count) resolve();
    };
    stop = follower.onChange(look);
    look();
  });
  stop();
}

test('an index is built once the feed is live, and follows what other processes write', async () => {
  await create('Manteau d’hiver');
  const { follower, faults, start } = follow();
  expect(follower.current()).toBeNull();
  await start();
  await untilFound(follower, 'hiver', 1);
  const { id, revision } = await create('Gorro');
  await untilFound(follower, 'gorro', 1);
  await catalog.update({ id, revision, changes: { title: 'Bufanda' } }, OPERATOR_ORIGIN);
  await untilFound(follower, 'bufanda', 1);
  expect(found(follower, 'gorro')).toBe(0);
  await catalog.archive({ id }, OPERATOR_ORIGIN);
  await untilFound(follower, 'bufanda', 0);
  expect(faults).toEqual([]);
});

test('a product that sells out leaves the results that are in stock', async () => {
  await create('Gorro', 'G-1');
  const { follower, start } = follow();
  await start();
  await untilFound(follower, 'gorro', 1, true);
  const cause = { at: clock.now(), requestId: null };
  await reserveStock(elsewhere, [{ sku: 'G-1', quantity: 1 }], cause);
  await createRefreshListings({ database: elsewhere, clock }).runOnce();
  await untilFound(follower, 'gorro', 0, true);
  expect(found(follower, 'gorro')).toBe(1);
});

test('what was written while the feed was broken is found when it works again, and not before', async () => {
  const { id } = await create('Gorro');
  await create('Bufanda');
  const { follower, start, setBroken } = follow();
  await start();
  await untilFound(follower, 'gorro', 1);
  setBroken(true);
  expect(follower.current()).toBeNull();
  await catalog.archive({ id }, OPERATOR_ORIGIN);
  await create('Guantes');
  setBroken(false);
  expect(follower.current()).toBeNull();
  await untilFound(follower, 'guantes', 1);
  expect(found(follower, 'gorro')).toBe(0);
  expect(found(follower, 'bufanda')).toBe(1);
});

test('a product that is written between its reading and the end of the building is not missed', async () => {
  const { id, revision } = await create('Gorro');
  let isFirst = true;
  const products: typeof database.products = {
    ...database.products,
    async findSearched(ids) {
      const read = await database.products.findSearched(ids);
      if (isFirst) {
        isFirst = false;
        await catalog.update({ id, revision, changes: { title: 'Boina' } }, OPERATOR_ORIGIN);
      }
      return read;
    },
  };
  const { follower, start } = follow({ products });
  await start();
  await untilFound(follower, 'boina', 1);
  expect(found(follower, 'gorro')).toBe(0);
});

test('a shop that is too large has no index in memory, and says so once', async () => {
  await create('Gorro');
  await create('Boina');
  const { follower, faults, start } = follow({ maxProducts: 1 });
  await start();
  await follower.settled();
  await create('Bufanda');
  await follower.settled();
  expect(follower.current()).toBeNull();
  expect(faults).toEqual([expect.objectContaining({ message: 'There are more than 1 products.' })]);
});

test('a read that fails is repeated, and the database answers until then', async () => {
  await create('Gorro');
  let failures = 1;
  const products: typeof database.products = {
    ...database.products,
    async findSearched(ids) {
      failures -= 1;
      if (failures >= 0) throw new Error('away');
      return database.products.findSearched(ids);
    },
  };
  const { follower, faults, start } = follow({ products });
  await start();
  await untilFound(follower, 'gorro', 1);
  expect(faults).toEqual([expect.objectContaining({ message: 'away' })]);
});
