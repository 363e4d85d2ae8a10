// What a page of catalog.list costs deep in the list, against the first page; and against the
// obvious alternative, skip and limit. 10,000 imported products (or as many as the argument says).

import { systemClock } from '@trastienda/base';
import { createCatalogService } from '@trastienda/shop';
import { ListProductsInput, OPERATOR_ORIGIN, type ProductSort } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { startTestDatabase } from '@trastienda/testing';
import { compare } from './compare.ts';

const PRODUCTS = Number(process.argv[2] ?? 10_000);
const DEEP_PAGE = 200;

async function* csv() {
  yield Buffer.from('Handle,Title,Vendor,Type,Tags,Variant SKU,Variant Price\n');
  for (let i = 0; i < PRODUCTS; i += 1) {
    const word = (i * 7919) % PRODUCTS;
    yield Buffer.from(
      `p-${i},Product ${word} of the shop,Vendor ${i % 50},Type ${i % 9},"tag ${i % 20}, all",S-${i},${(i % 300) + 1}\n`,
    );
  }
}

const server = await startTestDatabase();
const database = await openDatabase(server.uri);
await database.indexes.sync();
const catalog = createCatalogService({ database, clock: systemClock, currency: 'EUR' });

const importedAt = performance.now();
const { created } = await catalog.import(csv, OPERATOR_ORIGIN);
const seconds = (performance.now() - importedAt) / 1000;
console.log(`imported ${created} products in ${seconds.toFixed(1)} s`);

async function deepCursor(sort: ProductSort): Promise<string> {
  let cursor: string | undefined;
  for (let page = 1; page < DEEP_PAGE; page += 1) {
    const input = ListProductsInput.parse({ sort, ...(cursor !== undefined && { cursor }) });
    const { nextCursor } = await catalog.list(input);
    if (nextCursor === null) throw new Error('The list is too short for this bench.');
    cursor = nextCursor;
  }
  return cursor ?? '';
}

const report = (what: string, { ratio, oursMs, theirsMs }: Awaited<ReturnType<typeof compare>>) =>
  console.log(
    `${what}: ${ratio.toFixed(2)} (${oursMs.toFixed(2)} ms against ${theirsMs.toFixed(2)} ms)`,
  );

for (const sort of ['title-asc', 'price-desc', 'newest'] as const) {
  const first = ListProductsInput.parse({ sort });
  const deep = ListProductsInput.parse({ sort, cursor: await deepCursor(sort) });
  report(
    `page ${DEEP_PAGE} / page 1, ${sort}`,
    await compare(
      () => catalog.list(deep),
      () => catalog.list(first),
    ),
  );
}

await server.withClient(async (client) => {
  const products = client.db().collection('products');
  const deep = ListProductsInput.parse({ cursor: await deepCursor('title-asc') });
  // As it is usually written, with the index that it deserves.
  await products.createIndex({ status: 1, title: 1, _id: 1 });
  const skipping = () =>
    products
      .find({ status: 'active' })
      .sort({ title: 1, _id: 1 })
      .skip((DEEP_PAGE - 1) * deep.limit)
      .limit(deep.limit)
      .toArray();
  report(
    `page ${DEEP_PAGE} by keyset / by skip and limit`,
    await compare(() => catalog.list(deep), skipping, { rounds: 10, warmUp: 2 }),
  );
});

await database.close();
await server.stop();
