// What searches cost a whole server: CPU time of its process for each call over HTTP, computed
// (`cache-control: no-cache`), in shops of 1,000, 10,000 and 50,000 products or as many as the arguments
// say; as multiples of a page of a list, and of the same in the first shop. Shops take turns in each round.
// Linux only.
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@trastienda/shop-db';
import { databaseIn } from './buying.ts';
import { median } from './compare.ts';
import { cpuMsOf } from './cpu-time.ts';
import { fill, vendor } from './search-products.ts';
import { sendGet } from './send-get.ts';
import { startServer } from './start-server.ts';

const SIZES = process.argv.slice(2).map(Number);
if (SIZES.length === 0) SIZES.push(1000, 10_000, 50_000);
const ROUNDS = 9;
const CALLS = 100;
const CONNECTIONS = 4;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const PAGE = 'a page of a list';
const WORKLOADS: readonly {
  readonly name: string;
  readonly path: string;
  readonly input: object;
}[] = [
  { name: PAGE, path: 'list', input: { limit: 24 } },
  { name: 'a common word', path: 'list', input: { search: 'camiseta', limit: 24 } },
  { name: 'two words', path: 'list', input: { search: 'camiseta azul', limit: 24 } },
  { name: 'a typo', path: 'list', input: { search: 'camistea', limit: 24 } },
  { name: 'facets of the word', path: 'facets', input: { search: 'camiseta' } },
  { name: 'facets of two words', path: 'facets', input: { search: 'camiseta azul' } },
  { name: 'facets of the typo', path: 'facets', input: { search: 'camistea' } },
  { name: 'facets of a vendor', path: 'facets', input: { vendor: [vendor(7)] } },
  { name: 'facets of everything', path: 'facets', input: {} },
];

const urlOf = (server: { readonly url: string }, path: string, input: object) =>
  `${server.url}/trpc/catalog.${path}?input=${encodeURIComponent(JSON.stringify(input))}`;

/** Waits until the server searches in memory: the database knows no typos. */
async function untilIndexed(server: { readonly url: string }): Promise<void> {
  const headers = { 'cache-control': 'no-cache' };
  for (;;) {
    const response = await fetch(urlOf(server, 'list', { search: 'camistea', limit: 1 }), {
      headers,
    });
    if ((await response.text()).includes('"slug"')) return;
    await sleep(500);
  }
}

/** Starts a server over a filled database; another one has made that, and does nothing. */
async function startShop(size: number) {
  const owner = await startServer({ fsync: false });
  const database = await openDatabase(await databaseIn(owner.dataDir, 'trastienda'));
  await fill(database, size);
  await database.close();
  const server = await startServer({ joins: owner });
  await untilIndexed(server);
  const stop = async () => {
    await server.stop();
    await owner.stop();
  };
  return { size, server, stop };
}

const shops: Awaited<ReturnType<typeof startShop>>[] = [];
for (const size of SIZES) shops.push(await startShop(size));

const figures = new Map<string, number[]>();
for (let round = -2; round < ROUNDS; round += 1) {
  for (const { name, path, input } of WORKLOADS) {
    for (const { size, server } of shops) {
      const url = urlOf(server, path, input);
      let left = CALLS;
      const connection = async () => {
        while (left > 0) {
          left -= 1;
          await sendGet(agent, url, { 'cache-control': 'no-cache' });
        }
      };
      const before = await cpuMsOf(server.pid);
      await Promise.all(Array.from({ length: CONNECTIONS }, connection));
      const spent = (await cpuMsOf(server.pid)) - before;
      const key = `${name} ${size}`;
      if (round >= 0) figures.set(key, [...(figures.get(key) ?? []), spent / CALLS]);
    }
  }
}

const of = (name: string, size: number) => median(figures.get(`${name} ${size}`) ?? []);
console.log(
  'CPU of the server per call in ms; its multiple of a page of a list, and of the first shop',
);
for (const { name } of WORKLOADS) {
  const cells = SIZES.map((size) => {
    const own = of(name, size);
    const first = own / of(name, SIZES[0] ?? size);
    return `${size}: ${own.toFixed(2)} (${(own / of(PAGE, size)).toFixed(2)}, ${first.toFixed(2)})`;
  });
  console.log(`${name}: ${cells.join('; ')}`);
}

agent.destroy();
for (const { stop } of shops) await stop();
