import { createEventFeed } from '@trastienda/mongo';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createCatalogService } from '../../catalog/create-catalog-service.ts';
import { createRefreshListings } from '../../catalog/jobs/refresh-listings.ts';
import { reserveStock } from '../../stock/change-stock.ts';
import { createProductFollower } from './product-follower.ts';

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
  const advices: string[] = [];
  const watchers = new Set<Watcher>();
  const feed = createEventFeed(database);
  const stopping = new AbortController();
  let isBroken = false;
  // The real stream of the database; a broken one passes nothing on.
  let onNews = () => {};
  let news = new Promise<void>((resolve) => {
    onNews = resolve;
  });
  const passOn = (pass: (watcher: Watcher) => void) => {
    for (const watcher of watchers) pass(watcher);
    onNews();
    news = new Promise((resolve) => {
      onNews = resolve;
    });
  };
  feed.subscribe({
    onCommitted(event) {
      if (!isBroken) passOn((watcher) => watcher.onCommitted?.(event));
    },
    onLive() {
      passOn((watcher) => watcher.onLive?.());
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
    onTooLarge: (advice) => advices.push(advice),
  });
  stops.push(() => {
    follower.stop();
    stopping.abort();
  });
  return {
    follower,
    faults,
    advices,
    /** Resolves with the next news that the follower hears. */
    nextNews: () => news,
    start: () => feed.start(stopping.signal).live,
    setBroken(broken: boolean) {
      isBroken = broken;
      if (broken) passOn((watcher) => watcher.onBroken?.(new Error('broken')));
      else passOn((watcher) => watcher.onLive?.());
    },
  };
}

type Following = ReturnType<typeof follow>;

async function found({ follower }: Following, search: string, inStock = false) {
  const filter = { search, inStock };
  const query = { status: 'active', filter, sort: 'relevance', limit: 10 } as const;
  return (await follower.current())?.find(query).ids.length ?? null;
}

/** Resolves when the index finds so many products; what it finds changes with news alone. */
async function untilFound(following: Following, search: string, count: number, inStock = false) {
  for (;;) {
    const news = following.nextNews();
    await following.follower.settled();
    if ((await found(following, search, inStock)) === count) return;
    await news;
  }
}

test('an index is built once the feed is live, and follows what other processes write', async () => {
  await create('Manteau d’hiver');
  const following = follow();
  const { follower, faults, start } = following;
  expect(await follower.current()).toBeNull();
  await start();
  await untilFound(following, 'hiver', 1);
  const { id, revision } = await create('Gorro');
  await untilFound(following, 'gorro', 1);
  await catalog.update({ id, revision, changes: { title: 'Bufanda' } }, OPERATOR_ORIGIN);
  await untilFound(following, 'bufanda', 1);
  expect(await found(following, 'gorro')).toBe(0);
  await catalog.archive({ id }, OPERATOR_ORIGIN);
  await untilFound(following, 'bufanda', 0);
  expect(faults).toEqual([]);
});

test('a product that sells out leaves the results that are in stock', async () => {
  await create('Gorro', 'G-1');
  const following = follow();
  await following.start();
  await untilFound(following, 'gorro', 1, true);
  const cause = { at: clock.now(), requestId: null };
  await reserveStock(elsewhere, [{ sku: 'G-1', quantity: 1 }], cause);
  await createRefreshListings({ database: elsewhere, clock }).runOnce();
  await untilFound(following, 'gorro', 0, true);
  expect(await found(following, 'gorro')).toBe(1);
});

test('what was written while the feed was broken is found when it works again, and not before', async () => {
  const { id } = await create('Gorro');
  await create('Bufanda');
  const following = follow();
  const { follower, start, setBroken } = following;
  await start();
  await untilFound(following, 'gorro', 1);
  setBroken(true);
  expect(await follower.current()).toBeNull();
  await catalog.archive({ id }, OPERATOR_ORIGIN);
  await create('Guantes');
  setBroken(false);
  expect(await follower.current()).toBeNull();
  await untilFound(following, 'guantes', 1);
  expect(await found(following, 'gorro')).toBe(0);
  expect(await found(following, 'bufanda')).toBe(1);
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
  const following = follow({ products });
  await following.start();
  await untilFound(following, 'boina', 1);
  expect(await found(following, 'gorro')).toBe(0);
});

test('a shop that is too large has no index in memory, and says so once', async () => {
  await create('Gorro');
  await create('Boina');
  const following = follow({ maxProducts: 1 });
  const { follower, faults, advices, start } = following;
  await start();
  await follower.settled();
  await create('Bufanda');
  await follower.settled();
  expect(await follower.current()).toBeNull();
  expect(advices).toEqual([expect.stringContaining('more than 1 products')]);
  expect(faults).toEqual([]);
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
  const following = follow({ products });
  const { faults, start } = following;
  await start();
  await untilFound(following, 'gorro', 1);
  expect(faults).toEqual([expect.objectContaining({ message: 'away' })]);
});

test('a search that runs as soon as an event is heard finds what was written', async () => {
  await create('Gorro');
  const following = follow();
  await following.start();
  await untilFound(following, 'gorro', 1);
  const news = following.nextNews();
  await create('Bufanda');
  await news;
  // The index waits for the news, or has the database answer where they take too long.
  expect(await found(following, 'bufanda')).not.toBe(0);
});
