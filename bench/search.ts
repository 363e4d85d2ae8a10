// What searches cost the server in CPU time, at 1,000, 10,000 and 50,000 products (or as many as the
// arguments say), as multiples of a page of a list and of the smallest shop; and what the index costs
// to build and to keep. The index in memory is compared with the database's own search.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '@trastienda/base';
import type { EventWatcher } from '@trastienda/mongo';
import { createCatalogService, createSearch } from '@trastienda/shop';
import { FacetsInput, ListProductsInput } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { startTestDatabase } from '@trastienda/testing';
import { median } from './compare.ts';
import { fill, vendor } from './search-products.ts';
import { type LongTurn, watchTurns } from './watch-turns.ts';

const SIZES = process.argv.slice(2).map(Number);
if (SIZES.length === 0) SIZES.push(1000, 10_000, 50_000);
const ROUNDS = 9;
const memoryUsed = async () => {
  for (let time = 0; time < 3; time += 1) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const turnsOf = (turns: readonly LongTurn[]) =>
  turns.map(({ cpuMs, gcMs }) => `${(cpuMs - gcMs).toFixed(0)} + ${gcMs.toFixed(0)} ms`).join(', ');

/** Builds the index of a database, and tells what it took. */
async function startShop(size: number) {
  const server = await startTestDatabase();
  const database = await openDatabase(server.uri);
  await database.indexes.sync();
  await fill(database, size);
  const watchers = new Set<EventWatcher>();
  const search = createSearch({
    ...{ database, currency: 'EUR', maxProducts: 1_000_000 },
    feed: {
      subscribe(watcher) {
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
    },
    onFault: ({ error }) => console.error(error),
    onTooLarge: (advice) => console.error(advice),
  });
  const before = await memoryUsed();
  const turns = watchTurns();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  for (const watcher of watchers) watcher.onLive?.();
  await search.follower?.settled();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  const longest = await turns.stop();
  const used = (await memoryUsed()) - before;
  const estimated = (await search.follower?.current())?.bytes ?? 0;
  console.log(
    `${size} products: built in ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU), ` +
      `longest delay of the event loop ${(delay.max / 1e6).toFixed(0)} ms (99 %: ${(delay.percentile(99) / 1e6).toFixed(0)} ms, longest turns of CPU, garbage collection apart: ${turnsOf(longest)}), ` +
      `${(used / size / 1000).toFixed(1)} kB a product (${(estimated / size / 1000).toFixed(1)} kB by its own estimate)`,
  );
  const catalogOf = (index?: typeof search.index) =>
    createCatalogService({
      ...{ database, clock: systemClock, currency: 'EUR' },
      ...(index && { search: index }),
    });
  const stop = async () => {
    search.follower?.stop();
    await database.close();
    await server.stop();
  };
  return {
    size,
    memory: catalogOf(search.index),
    database: catalogOf(),
    search: search.index,
    stop,
  };
}

type Shop = Awaited<ReturnType<typeof startShop>>;
const list = (search: string) => ListProductsInput.parse({ search, limit: 24 });
const facets = (search: string) => FacetsInput.parse({ search });
const WORKLOADS: readonly {
  readonly name: string;
  /** Calls of a round. */
  readonly times: number;
  readonly call: (shop: Shop) => Promise<unknown>;
}[] = [
  {
    name: 'a page of a list',
    times: 10,
    call: ({ memory }) => memory.list(ListProductsInput.parse({ limit: 24 })),
  },
  { name: 'a common word', times: 10, call: ({ memory }) => memory.list(list('camiseta')) },
  { name: 'two words', times: 10, call: ({ memory }) => memory.list(list('camiseta azul')) },
  { name: 'a typo', times: 10, call: ({ memory }) => memory.list(list('camistea')) },
  { name: 'two letters', times: 10, call: ({ memory }) => memory.list(list('ca')) },
  { name: 'its facets', times: 10, call: ({ memory }) => memory.facets(facets('camiseta')) },
  { name: 'facets of two letters', times: 10, call: ({ memory }) => memory.facets(facets('ca')) },
  {
    name: 'facets of a vendor',
    times: 10,
    call: ({ memory }) => memory.facets(FacetsInput.parse({ vendor: [vendor(7)] })),
  },
  {
    name: 'facets of everything',
    times: 10,
    call: ({ memory }) => memory.facets(FacetsInput.parse({})),
  },
  { name: 'suggestions', times: 10, call: ({ search }) => search.suggest('cami', 6) },
  {
    name: 'the database: a common word',
    times: 1,
    call: ({ database }) => database.list(list('camiseta')),
  },
  {
    name: 'the database: its facets',
    times: 1,
    call: ({ database }) => database.facets(facets('camiseta')),
  },
];

const shops: Shop[] = [];
for (const size of SIZES) shops.push(await startShop(size));

const figures = new Map<string, number[]>();
for (let round = -2; round < ROUNDS; round += 1) {
  for (const { name, times, call } of WORKLOADS) {
    for (const shop of shops) {
      const before = process.cpuUsage();
      for (let time = 0; time < times; time += 1) await call(shop);
      const { user, system } = process.cpuUsage(before);
      if (round < 0) continue;
      const key = `${name} ${shop.size}`;
      figures.set(key, [...(figures.get(key) ?? []), (user + system) / 1000 / times]);
    }
  }
}
const of = (name: string, size: number) => median(figures.get(`${name} ${size}`) ?? []);
console.log(
  '\nCPU of the server per call in ms; its multiple of a page of a list, and of the first shop',
);
for (const { name } of WORKLOADS) {
  const cells = SIZES.map((size) => {
    const own = of(name, size);
    const page = own / of('a page of a list', size);
    const first = own / of(name, SIZES[0] ?? size);
    return `${size}: ${own.toFixed(2)} (${page.toFixed(2)}, ${first.toFixed(2)})`;
  });
  console.log(`${name}: ${cells.join('; ')}`);
}
for (const shop of shops) await shop.stop();
