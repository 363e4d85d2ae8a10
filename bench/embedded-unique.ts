// What a lookup by a unique key costs when another index serves the query, too: `{ slug, status }`
// and ten slugs of a status against `{ slug }`, over 5,000 documents of one status. A planner that
// counts the other index needs about twice the time.
import { startEmbeddedMongo } from '@trastienda/embedded-mongo';
import { MongoClient } from 'mongodb';
import { compare } from './compare.ts';

const DOCUMENTS = 5_000;
const LOOKUPS = 20;
const KEYS = 10;

const mongo = await startEmbeddedMongo();
const client = await MongoClient.connect(mongo.uri);
const products = client.db('bench').collection('products');
await products.createIndexes([
  { key: { slug: 1 }, unique: true },
  ...['title', 'price', 'newest'].map((order) => ({ key: { status: 1, [order]: 1 } as const })),
]);
await products.insertMany(
  Array.from({ length: DOCUMENTS }, (_, index) => ({
    ...{ slug: `p-${index}`, status: 'active', title: `Product ${index}` },
    ...{ price: index % 97, newest: index },
  })),
);

let next = 0;
const slug = () => {
  next = (next + 4_001) % DOCUMENTS;
  return `p-${next}`;
};
const times = (work: () => Promise<unknown>) => async () => {
  for (let lookup = 0; lookup < LOOKUPS; lookup += 1) await work();
};
const slugs = () => Array.from({ length: KEYS }, slug);
const status = 'active';

const one = await compare(
  times(() => products.findOne({ slug: slug(), status })),
  times(() => products.findOne({ slug: slug() })),
);
const several = await compare(
  times(() => products.find({ slug: { $in: slugs() }, status }).toArray()),
  times(() => products.find({ slug: { $in: slugs() } }).toArray()),
);
const us = (ms: number) => `${((ms * 1000) / LOOKUPS).toFixed(0)} us`;
for (const [name, { ratio, oursMs, theirsMs }] of [
  ['{ slug, status } / { slug }', one],
  [`{ ${KEYS} slugs, status } / { ${KEYS} slugs }`, several],
] as const) {
  console.log(`${name}: ${ratio.toFixed(2)} (${us(oursMs)} / ${us(theirsMs)})`);
}
await client.close();
await mongo.close();
