import { type Client, createImportForm } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { person } from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();
const range = { from: daysBefore(30), to: daysBefore(-1) };

function daysBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** Buys two of something for 25 EUR each. */
async function buy(client: Client): Promise<void> {
  const { variants } = productFixture({ amount: 2500 });
  const product = await backend.staff.admin.products.create.mutate(
    productFixture({ variants: variants.map((each) => ({ ...each, requiresShipping: false })) }),
  );
  await client.cart.add.mutate({ sku: product.variants[0]?.sku ?? '', quantity: 2 });
  const { id: checkoutId } = await client.checkout.start.mutate({
    email: 'ana@example.com',
    shippingAddress: {
      ...{ name: 'Ana García', company: null, line1: 'Calle Mayor 1', line2: null },
      ...{ city: 'Madrid', postalCode: '28001', region: null, country: 'ES', phone: null },
    },
  });
  await client.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_test_approve' });
  await client.checkout.complete.mutate({ checkoutId });
}

const download = (name: string, token: string | null, query: Record<string, string> = range) =>
  fetch(`${backend.url}/downloads/reports/${name}.csv?${new URLSearchParams(query)}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });

let customer = { token: '' };

beforeAll(async () => {
  const buyer = await person(backend);
  customer = buyer;
  await buy(buyer.client);
  while ((await backend.runBackground()) > 0);
});

test('Staff see the sales of an order as soon as its events are handled', async () => {
  const { currencies } = await backend.staff.admin.reports.sales.query(range);
  expect(currencies).toMatchObject([
    { currency: 'EUR', total: { orders: 1, units: 2, total: 5000, averageOrder: 5000 } },
  ]);
  const { items } = await backend.staff.admin.reports.salesBy.query({ ...range, by: 'country' });
  expect(items).toMatchObject([{ key: 'ES', figures: { netSales: 5000 } }]);
});

test.each([
  [{ from: '2026-03-02', to: '2026-03-01' }, 'must not be before from'],
  [{ from: '2024-01-01', to: '2026-01-01' }, 'must be at most 400 days from the beginning'],
])('The range %j is refused', async (wrong, message) => {
  const { sales } = backend.staff.admin.reports;
  await expect(sales.query(wrong)).rejects.toMatchObject({
    data: { reason: 'INPUT_INVALID', fields: { to: [message] } },
  });
});

describe('A CSV of a report', () => {
  test('is downloaded with the permission of reports', async () => {
    const answer = await download('sales', backend.staffToken, { ...range, interval: 'month' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="sales-${range.from}-${range.to}.csv"`,
    );
    const [header, ...rows] = (await answer.text()).split('\r\n');
    expect(header?.startsWith('from,to,currency,orders,')).toBe(true);
    expect(rows.some((row) => row.includes(',EUR,1,50.00,'))).toBe(true);
  });

  test('is refused to customers and visitors', async () => {
    expect((await download('orders', customer.token)).status).toBe(403);
    expect((await download('orders', null)).status).toBe(401);
  });

  test('is refused for a range that is too long', async () => {
    const query = { from: '2024-01-01', to: '2026-01-01' };
    const answer = await download('orders', backend.staffToken, query);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ reason: 'INPUT_INVALID' });
  });
});

test('Staff download all products as a file that the import reads', async () => {
  const get = (token: string | null) =>
    fetch(`${backend.url}/downloads/products.csv`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  expect((await get(null)).status).toBe(401);
  expect((await get(customer.token)).status).toBe(403);
  const answer = await get(backend.staffToken);
  expect(answer.headers.get('content-disposition')).toContain('products.csv');
  const file = new File([await answer.text()], 'products.csv');
  const report = await backend.staff.admin.products.import.mutate(createImportForm(file));
  expect(report).toMatchObject({ created: 0, updated: 0, rejected: 0 });
  expect(report.unchanged).toBeGreaterThan(0);
});
