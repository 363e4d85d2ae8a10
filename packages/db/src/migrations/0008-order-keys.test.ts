import { openMigrationContext } from '@trastienda/mongo';
import { SearchOrdersInput } from '@trastienda/shop-contract';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { newAddress, newOrder } from '../testing/new-order.ts';
import { orderKeys } from './0008-order-keys.ts';

const { server, database } = await useTestDatabase(openDatabase);

test('Orders of an earlier version are found by SKU, phone and postal code', async () => {
  const shippingAddress = newAddress({ phone: '+34 600 123 456', postalCode: '28001' });
  const { number } = await database.transaction(() =>
    database.orders.insert(newOrder({ shippingAddress })),
  );
  const { context, close } = await openMigrationContext(server.uri);
  const orders = context.db.collection('orders');
  await orders.updateMany({}, { $pull: { keys: /"(?:code|phone):/ } } as never);
  const find = async (search: string) => {
    const { items } = await database.orders.search(SearchOrdersInput.parse({ search }));
    return items.map((order) => order.number);
  };
  expect(await find('28001')).toEqual([]);
  for (let run = 0; run < 2; run += 1) {
    expect(await orderKeys.run(context)).toEqual([]);
    for (const search of ['28001', '600123456', 'tee'])
      expect(await find(search)).toEqual([number]);
  }
  await close();
});
