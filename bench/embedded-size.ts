// What the size of a collection costs the embedded database: reads by key and first pages at
// 100,000 documents against 1,000; and how long an existing database of 100,000 takes to open.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '@trastienda/embedded-mongo';
import { type Collection, MongoClient } from 'mongodb';
import { compare, median } from './compare.ts';

const LARGE = 100_000;
const SMALL = 1_000;
const BATCH = 5_000;

interface Item {
  _id: number;
  sku: string;
  title: string;
  rank: number;
}

const itemOf = (id: number): Item => ({
  _id: id,
  sku: `SKU-${id}`,
  title: `Item ${(id * 7919) % LARGE} of a shop that has many`,
  rank: (id * 104_729) % LARGE,
});

async function fill(collection: Collection<Item>, count: number): Promise<void> {
  await collection.createIndex({ sku: 1 }, { unique: true });
  await collection.createIndex({ rank: 1 });
  for (let at = 0; at < count; at += BATCH) {
    const size = Math.min(BATCH, count - at);
    await collection.insertMany(Array.from({ length: size }, (_, i) => itemOf(at + i)));
  }
}

const dir = await mkdtemp(join(tmpdir(), 'trastienda-bench-'));
const open = () => startEmbeddedMongo({ dir, fsync: false });

let mongo = await open();
let client = await MongoClient.connect(mongo.uri);
const small = client.db('bench').collection<Item>('small');
const large = client.db('bench').collection<Item>('large');
await fill(small, SMALL);
await fill(large, LARGE);

const random = (count: number) => Math.floor(Math.random() * count);
const report = async (
  what: string,
  read: (items: Collection<Item>, count: number) => Promise<unknown>,
) => {
  const { ratio, oursMs, theirsMs } = await compare(
    () => read(large, LARGE),
    () => read(small, SMALL),
    { rounds: 500, warmUp: 100 },
  );
  console.log(
    `${what}, ${LARGE} / ${SMALL} documents: ${ratio.toFixed(2)} (${oursMs.toFixed(2)} ms against ${theirsMs.toFixed(2)} ms)`,
  );
};
await report('findOne by _id', (items, count) => items.findOne({ _id: random(count) }));
await report('findOne by a unique index', (items, count) =>
  items.findOne({ sku: `SKU-${random(count)}` }),
);
await report('first page in the order of an index', (items) =>
  items.find().sort({ rank: 1 }).limit(24).toArray(),
);

const openings: number[] = [];
for (let round = 0; round < 7; round += 1) {
  await client.close();
  await mongo.close();
  const startedAt = performance.now();
  mongo = await open();
  openings.push(performance.now() - startedAt);
  client = await MongoClient.connect(mongo.uri);
}
console.log(`opening a database of ${LARGE} documents: ${median(openings).toFixed(0)} ms`);

await client.close();
await mongo.close();
await rm(dir, { recursive: true });
