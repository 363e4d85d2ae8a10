import { openMigrationContext } from '@trastienda/mongo';
import { ListProductsInput } from '@trastienda/shop-contract';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { productState } from '../testing/product-state.ts';
import { elidedWords } from './0009-elided-words.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

test('Products of an earlier version are found by the words after elided ones', async () => {
  const products = ["Manteau d'hiver", "Women's coat"].map((title) =>
    productState({ title, status: 'active' }),
  );
  await database.products.write(products.map((product) => ({ product, before: null })));
  const { context, close } = await openMigrationContext(server.uri);
  const stored = context.db.collection('products');
  await stored.updateMany({}, { $pull: { 'listing.words': 'hiver' } } as never);
  const find = async (search: string) => {
    const input = ListProductsInput.parse({ search, sort: 'title-asc' });
    const { items } = await database.products.list('active', { ...input, sort: 'title-asc' });
    return items.map(({ title }) => title);
  };
  expect(await find('hiver')).toEqual([]);
  for (let run = 0; run < 2; run += 1) {
    expect(await elidedWords.run(context)).toEqual([]);
    for (const search of ['hiver', "l'hiver", 'dhiver']) {
      expect(await find(search)).toEqual(["Manteau d'hiver"]);
    }
    expect(await find("women's")).toEqual(["Women's coat"]);
  }
  await close();
});

test.each([
  ['title', 'Coat'],
  ['tags', ['coats']],
  ['vendor', 'Other'],
])(
  'A product whose %s is changed in between keeps the words of its change',
  async (field, value) => {
    const product = productState({
      title: "Manteau d'hiver",
      tags: ["d'hiver"],
      vendor: "L'Atelier",
    });
    await database.products.write([{ product, before: null }]);
    const { context, close } = await openMigrationContext(server.uri);
    const stored = context.db.collection('products');
    const changing = {
      find: stored.find.bind(stored),
      async bulkWrite(...writes: Parameters<typeof stored.bulkWrite>) {
        await stored.updateOne({}, { $set: { [field]: value, 'listing.words': ['changed'] } });
        return stored.bulkWrite(...writes);
      },
    };
    const db = { collection: () => changing } as unknown as typeof context.db;
    await elidedWords.run({ ...context, db });
    expect(await stored.findOne({})).toMatchObject({
      [field]: value,
      listing: { words: ['changed'] },
    });
    await close();
  },
);
