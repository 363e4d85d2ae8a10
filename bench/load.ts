// Latency of the server under an open load: requests are sent when they are due, whether or not
// earlier ones were answered, as visitors come. For 1, 2 and 4 processes on one database, rates grow by a half
// until the knee: the last rate at which 99 of 100 requests are answered within the bound. Then buyers of
// one SKU, over the same processes. This program, the servers and the database share the machine.
// pnpm --filter @trastienda/bench load [SECONDS PER RATE] [PROCESSES, SUCH AS 1,2,4]
import { Agent } from 'node:http';
import { buyOurs, createProducts, dropWebhooks } from './buying.ts';
import { median } from './compare.ts';
import { importProducts } from './import-products.ts';
import { sendGet } from './send-get.ts';
import { type BenchServer, startServer } from './start-server.ts';

const SECONDS = Number(process.argv[2] ?? 4);
const PROCESSES = (process.argv[3] ?? '1,2,4').split(',').map(Number);
const PRODUCTS = 1000;
const FIRST_RATE = 100;
/** A page that waits longer feels slow. */
const BOUND_MS = 100;

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

/** Sends `rate` requests a second; latencies count from the time at which each was due. */
async function loadAt(rate: number, send: (index: number) => Promise<void>): Promise<Latency> {
  const total = rate * SECONDS;
  const took: number[] = [];
  let failures = 0;
  const running: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * rate) + 1);
    for (; index < due; index += 1) {
      const dueAt = startedAt + (index / rate) * 1000;
      running.push(
        send(index).then(
          () => void took.push(performance.now() - dueAt),
          () => {
            failures += 1;
          },
        ),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  took.sort((a, b) => a - b);
  const at = (part: number) => took[Math.floor(took.length * part)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), failures };
}

interface Rate extends Latency {
  readonly rate: number;
}

async function findKnee(send: (index: number) => Promise<void>): Promise<Rate | null> {
  let knee: Rate | null = null;
  for (let rate = FIRST_RATE; ; rate = Math.round(rate * 1.5)) {
    const latency = await loadAt(rate, send);
    if (latency.failures > 0 || !(latency.p99 <= BOUND_MS)) return knee;
    knee = { rate, ...latency };
  }
}

const random = (below: number) => Math.floor(Math.random() * below);
const first = await startServer({ fsync: false });
const servers: BenchServer[] = [first];
try {
  await importProducts(first, PRODUCTS);
  await createProducts(first);
  await dropWebhooks(first.dataDir);
  for (const processes of PROCESSES) {
    while (servers.length < processes) servers.push(await startServer({ joins: first }));
    const used = servers.slice(0, processes);
    const urlOf = (index: number) => used[index % processes]?.url ?? first.url;
    const read = (path: string, input: (index: number) => unknown) => (index: number) =>
      sendGet(
        agent,
        `${urlOf(index)}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input(index)))}`,
      );
    const reads = {
      // One product in ten is asked for nine times in ten.
      'catalog.get': read('catalog.get', () => ({
        slug: `p-${Math.random() < 0.9 ? random(PRODUCTS / 10) : random(PRODUCTS)}`,
      })),
      'catalog.list': read('catalog.list', () => ({ tag: `tag ${random(20)}`, limit: 24 })),
    };
    for (const [name, send] of Object.entries(reads)) {
      const knee = await findKnee(send);
      const text =
        knee === null
          ? `below ${FIRST_RATE} a second`
          : `${knee.rate} a second, p50 ${knee.p50.toFixed(1)} ms, p99 ${knee.p99.toFixed(0)} ms`;
      console.log(`${processes} processes, ${name}: knee at ${text}`);
    }
    const rounds: number[] = [];
    for (let round = -1; round < 3; round += 1) {
      const startedAt = performance.now();
      let next = 0;
      const buyer = async () => {
        while (next < 60) {
          next += 1;
          await buyOurs(urlOf(next), 'BENCH-0');
        }
      };
      await Promise.all(Array.from({ length: 16 }, buyer));
      if (round >= 0) rounds.push(60 / ((performance.now() - startedAt) / 1000));
    }
    console.log(
      `${processes} processes, 16 buyers of one SKU: ${median(rounds).toFixed(1)} purchases a second`,
    );
  }
} finally {
  agent.destroy();
  for (const server of servers.reverse()) await server.stop();
}
