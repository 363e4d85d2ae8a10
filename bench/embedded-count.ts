// What a kept number of documents saves and costs in the embedded database: counting a collection of
// 10,000 and of 200,000 documents, and counting the larger one by walking an index, as every count
// did before the number was kept.
import { startEmbeddedMongo } from '@trastienda/embedded-mongo';
import { MongoClient } from 'mongodb';
import { compare } from './compare.ts';

const SMALL = 10_000;
const LARGE = 200_000;
const BATCH = 5_000;

const mongo = await startEmbeddedMongo();
const client = await MongoClient.connect(mongo.uri);
const filled = async (name: string, count: number) => {
  const items = client.db('bench').collection<{ _id: number }>(name);
  for (let at = 0; at < count; at += BATCH) {
    await items.insertMany(Array.from({ length: BATCH }, (_, i) => ({ _id: at + i })));
  }
  return items;
};
const small = await filled('small', SMALL);
const large = await filled('large', LARGE);

const bySize = await compare(
  () => large.countDocuments(),
  () => small.countDocuments(),
);
const byWalk = await compare(
  () => large.countDocuments(),
  () => large.countDocuments({}, { hint: '_id_' }),
  { rounds: 10, warmUp: 2 },
);
const ms = (value: number) => `${value.toFixed(2)} ms`;
console.log(
  `count of ${LARGE} documents: ${ms(bySize.oursMs)}, of ${SMALL}: ${ms(bySize.theirsMs)}`,
);
console.log(`large / small: ${bySize.ratio.toFixed(2)}`);
console.log(`kept / walking the index: ${byWalk.ratio.toFixed(4)} (${ms(byWalk.theirsMs)})`);
await client.close();
await mongo.close();
