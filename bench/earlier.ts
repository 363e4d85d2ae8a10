// What products cost compared with an earlier version: CPU time of the server process and of its
// database, computed and not remembered, for one product, a batch of ten, and 16 visitors at once.
// Both servers are built ones and take turns; ratios are the medians of the rounds'. Linux only.
// pnpm --filter @trastienda/bench earlier CHECKOUT [ROUNDS] [BATCHES IN A ROUND]
// CHECKOUT is another working copy of this repository, with `apps/api` built.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from './compare.ts';
import { childrenOf, cpuMsOf } from './cpu-time.ts';
import { importProducts } from './import-products.ts';
import { type BenchServer, startServer } from './start-server.ts';

const [, , checkout = '', roundsText = '7', timesText = '60'] = process.argv;
const ROUNDS = Number(roundsText);
const TIMES = Number(timesText);
const PRODUCTS = 500;
const VISITORS = 16;
/** Later versions answer from memory otherwise. */
const COMPUTED = { headers: { 'cache-control': 'no-cache' } };

let next = 0;
const slugs = (count: number) =>
  Array.from({ length: count }, () => {
    next = (next + 7) % PRODUCTS;
    return { slug: `p-${next}` };
  });
const encode = (input: unknown) => encodeURIComponent(JSON.stringify(input));

async function send(url: string): Promise<void> {
  const response = await fetch(url, COMPUTED);
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
}

const one = ({ url }: BenchServer) => send(`${url}/trpc/catalog.get?input=${encode(slugs(1)[0])}`);

/** Ten products each. */
const READS: Readonly<Record<string, (server: BenchServer) => Promise<unknown>>> = {
  async 'one after another'(server) {
    for (let count = 0; count < 10; count += 1) await one(server);
  },
  'in a batch'({ url }) {
    const paths = Array.from({ length: 10 }, () => 'catalog.get').join(',');
    return send(`${url}/trpc/${paths}?batch=1&input=${encode({ ...slugs(10) })}`);
  },
  async [`by ${VISITORS} visitors at once`](server) {
    let left = 10;
    const visit = async () => {
      while (left > 0) {
        left -= 1;
        await one(server);
      }
    };
    await Promise.all(Array.from({ length: VISITORS }, visit));
  },
};

const root = pathToFileURL(`${resolve(process.env.INIT_CWD ?? '.', checkout)}/`);
const ours = await startServer();
const earlier = await startServer({ root });
for (const server of [ours, earlier]) await importProducts(server, PRODUCTS);

async function cpuOf(server: BenchServer, read: (server: BenchServer) => Promise<unknown>) {
  const databases = await childrenOf(server.pid);
  const now = async () => {
    const children = await Promise.all(databases.map(cpuMsOf));
    return [await cpuMsOf(server.pid), children.reduce((sum, ms) => sum + ms, 0)] as const;
  };
  const before = await now();
  for (let time = 0; time < TIMES; time += 1) await read(server);
  const after = await now();
  const products = TIMES * 10;
  return {
    server: (after[0] - before[0]) / products,
    database: (after[1] - before[1]) / products,
  };
}

for (const [name, read] of Object.entries(READS)) {
  const rounds: { readonly ours: number[]; readonly theirs: number[] }[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const [mine, theirs] = [await cpuOf(ours, read), await cpuOf(earlier, read)];
    if (round < 0) continue;
    rounds.push({
      ours: [mine.server, mine.database, mine.server + mine.database],
      theirs: [theirs.server, theirs.database, theirs.server + theirs.database],
    });
  }
  for (const [at, part] of ['server', 'database', 'both'].entries()) {
    const us = (side: 'ours' | 'theirs') =>
      (median(rounds.map((round) => round[side][at] ?? Number.NaN)) * 1000).toFixed(0);
    const ratio = median(
      rounds.map((round) => (round.ours[at] ?? Number.NaN) / (round.theirs[at] ?? Number.NaN)),
    );
    console.log(
      `${name}, ${part}: ${ratio.toFixed(2)} (${us('ours')} / ${us('theirs')} µs a product)`,
    );
  }
}
await Promise.all([ours.stop(), earlier.stop()]);
