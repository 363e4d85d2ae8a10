// What consumers of events cost: how soon one gets a committed event, and whether one that throws, hangs
// or is far behind slows buying down. The consumer runs in this process, on the database of the
// server; rounds with and without it take turns, and the ratio is the median of the rounds'.
// pnpm --filter @trastienda/bench relay [ROUNDS] [BUYERS AT ONCE] [--behind EVENTS] [--bar RATIO]
// It ends with 1 where a ratio is below the bar.
import { parseArgs } from 'node:util';
import { createRelayWorker, defineConsumer, type EventConsumer } from '@trastienda/mongo';
import { EVENT_TYPES } from '@trastienda/shop-contract';
import { type Database, openDatabase, type ShopEvent } from '@trastienda/shop-db';
import { buyOurs, createProducts, databaseIn, dropWebhooks, measure } from './buying.ts';
import { median } from './compare.ts';
import { startServer } from './start-server.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    behind: { type: 'string', default: '100000' },
    bar: { type: 'string', default: '0' },
  },
});
const [rounds = 7, atOnce = 8] = positionals.map(Number);
const behind = Number(values.behind);
const bar = Number(values.bar);
const SAMPLES = 50;

const NOTE = { type: 'order.note-added', data: { noteId: 'n' }, tags: [] } as const;

function createConsumer(
  name: string,
  handle: () => Promise<void>,
  from: 'beginning' | 'now' = 'now',
): EventConsumer<ShopEvent> {
  return defineConsumer<ShopEvent, ShopEvent['type']>({ name, types: EVENT_TYPES, from, handle });
}

const startWorker = async (database: Database, consumer: EventConsumer<ShopEvent>) => {
  const worker = createRelayWorker({ database, consumers: [consumer], onFault: () => {} });
  await worker.relay.register();
  worker.start();
  return worker;
};

/** Measures the time from a commit to the handler of a consumer, on an idle shop. */
async function measureDelay(database: Database): Promise<number> {
  let arrive = () => {};
  const worker = await startWorker(
    database,
    createConsumer('bench-delay', async () => arrive()),
  );
  const delays: number[] = [];
  for (let index = 0; index < SAMPLES; index += 1) {
    await new Promise((resolve) => setTimeout(resolve, 250 + Math.random() * 250));
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await database.transaction(() =>
      database.events.record(
        { aggregate: 'order', aggregateId: `bench-${index}`, ...NOTE },
        { at: new Date(), requestId: null },
      ),
    );
    const committedAt = performance.now();
    await arrival;
    delays.push(performance.now() - committedAt);
  }
  await worker.stop();
  return median(delays);
}

/** Appends events that a consumer has not handled. */
async function appendMany(database: Database): Promise<void> {
  const at = new Date();
  for (let first = 0; first < behind; first += 1000) {
    await database.events.append(
      Array.from({ length: 1000 }, (_, index) => ({
        ...({ aggregate: 'order', aggregateId: `behind-${first + index}`, sequence: 1 } as const),
        ...{ at, requestId: null, ...NOTE },
      })),
    );
  }
  while ((await database.transaction(() => database.events.assignPositions(1000))) > 0);
}

const server = await startServer();
await createProducts(server);
await dropWebhooks(server.dataDir);
const database = await openDatabase(await databaseIn(server.dataDir, 'trastienda'));

/** Returns checkouts per second with the consumer, as a ratio of those without. */
async function compareWith(consumer: EventConsumer<ShopEvent>): Promise<number> {
  const buy = () => measure((sku) => buyOurs(server.url, sku), atOnce);
  const withConsumer = async () => {
    const worker = await startWorker(database, consumer);
    const rate = await buy();
    await worker.stop(0);
    return rate;
  };
  const ratios: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const isWithFirst = round % 2 === 0;
    const first = await (isWithFirst ? withConsumer : buy)();
    const second = await (isWithFirst ? buy : withConsumer)();
    if (round >= 0) ratios.push(isWithFirst ? first / second : second / first);
  }
  return median(ratios);
}

console.log(`commit to consumer, idle: ${(await measureDelay(database)).toFixed(1)} ms`);
const print = async (what: string, consumer: EventConsumer<ShopEvent>) => {
  const ratio = await compareWith(consumer);
  console.log(`checkouts with a consumer that ${what}: ${ratio.toFixed(2)}`);
  if (ratio >= bar) return;
  console.error(`That is below ${bar}.`);
  process.exitCode = 1;
};
await print(
  'throws',
  createConsumer('bench-throws', async () => {
    throw new Error('no');
  }),
);
await print(
  'hangs',
  createConsumer('bench-hangs', () => new Promise<void>(() => {})),
);
await appendMany(database);
await print(
  `is ${behind} events behind`,
  createConsumer('bench-behind', async () => {}, 'beginning'),
);
await database.close();
await server.stop();
