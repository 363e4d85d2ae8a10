import { expect, test } from 'vitest';
import { useTestOrders } from '../testing/start-test-orders.ts';
import { createReportService } from './create-report-service.ts';
import { localDay } from './local-days.ts';
import { feedReports } from './testing/feed-reports.ts';

const shop = await useTestOrders();
const reports = createReportService({ database: shop.database, timeZone: 'UTC' });

test('A checkout that is paid after it has expired is completed, and no longer abandoned', async () => {
  const day = localDay(shop.clock.now(), 'UTC');
  const figures = async () => {
    await feedReports(shop);
    const [euros] = (await reports.checkouts({ from: day, to: day })).currencies;
    return euros?.total;
  };
  const begun = await shop.begin(await shop.offer(), 2);
  await shop.pay(begun, 'pm_test_action');
  const { reference } = await shop.paymentOf(begun);
  await shop.driver.approve(reference ?? '');
  shop.advance(2 * 3600);
  // The checkout expires while the provider does not answer.
  const fetch = () => Promise.reject(new Error('The provider is away.'));
  await shop.openProcess({ provider: { ...shop.provider, fetch } }).background.runOnce();
  const [before] = (await reports.checkouts({ from: day, to: day })).currencies;
  expect(before?.total).toMatchObject({ completed: 0, abandoned: 1, abandonedTotal: 2000 });
  await shop.runBackground();
  expect(await shop.orderOf(begun)).not.toBeNull();
  expect(await figures()).toMatchObject({
    ...{ started: 1, completed: 1, completedTotal: 2000 },
    ...{ abandoned: 0, abandonedTotal: 0, open: 0 },
  });
});
