import { openMigrationContext } from '@trastienda/mongo';
import { ListProductsInput } from '@trastienda/shop-contract';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { productState } from '../testing/product-state.ts';
import { elidedWords } from './0009-elided-words.ts';

const { server, database } = await useTestDatabase(openDatabase);

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
