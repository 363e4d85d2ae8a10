import { createMemoryTokenStorage } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import { describe, expect, test } from 'vitest';
import { createTokenClient, person } from '../testing/people.ts';
import { type Instance, useBackend } from '../testing/start-backend.ts';

const backend = await useBackend({ buying: { isWorking: true } });
const other = await backend.another();

const ADDRESS = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

/** A product with this many units that need no shipping; its SKU. */
async function offer(quantity: number): Promise<string> {
  const [variant] = productFixture({ amount: 1000 }).variants;
  if (variant === undefined) return expect.unreachable();
  const inventory = { isTracked: true, quantity, policy: 'deny' } as const;
  const { variants } = await backend.staff.admin.products.create.mutate(
    productFixture({ variants: [{ ...variant, inventory, requiresShipping: false }] }),
  );
  return variants[0]?.sku ?? expect.unreachable();
}

type Client = ReturnType<Instance['client']>;

/** Buys a unit, and returns the order's id. */
async function buy(client: Client, sku: string): Promise<string> {
  await client.cart.add.mutate({ sku });
  const { id: checkoutId } = await client.checkout.start.mutate({
    email: 'ana@shop.example',
    shippingAddress: ADDRESS,
  });
  await client.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_test_approve' });
  const { orderId } = await client.checkout.complete.mutate({ checkoutId });
  return orderId ?? expect.unreachable();
}

/** A stream of the client, until it has the wanted value. */
function createReader<Value>() {
  const values: { readonly id: string; readonly data: Value }[] = [];
  const errors: { data?: { reason: string } | null | undefined }[] = [];
  let check = () => {};
  return {
    values,
    observer: {
      onData(value: { readonly id: string; readonly data: Value }) {
        values.push(value);
        check();
      },
      onError(error: { data?: { reason: string } | null | undefined }) {
        errors.push(error);
        check();
      },
    },
    until: (isDone: (values: readonly Value[]) => boolean) =>
      new Promise<void>((resolve, reject) => {
        check = () => {
          if (errors[0] !== undefined) reject(errors[0]);
          if (isDone(values.map(({ data }) => data))) resolve();
        };
        check();
      }),
  };
}

interface OrderNews {
  readonly event: { readonly orderId: string; readonly type: string } | null;
}

describe('orders.watch', () => {
  test('has what happens to own orders, and goes on after the last id in another process', async () => {
    const sku = await offer(10);
    const guest = createMemoryTokenStorage();
    const { client } = createTokenClient(backend, { guest });
    const stranger = createTokenClient(backend, { guest: createMemoryTokenStorage() }).client;
    await client.cart.get.query();
    const first = createReader<OrderNews>();
    const stream = client.orders.watch.subscribe(undefined, first.observer);
    await first.until(({ length }) => length === 1);
    expect(first.values[0]?.data).toEqual({ event: null });

    await buy(stranger, sku);
    const orderId = await buy(client, sku);
    const isPaid = (news: readonly OrderNews[]) =>
      news.some(({ event }) => event?.type === 'order.paid');
    await first.until(isPaid);
    stream.unsubscribe();
    const seen = first.values.flatMap(({ data: { event } }) => (event === null ? [] : [event]));
    expect(seen.map((event) => event.orderId)).toEqual(seen.map(() => orderId));
    expect(seen[0]).toEqual({
      ...{ orderId, type: 'order.placed', number: expect.any(String), at: expect.any(String) },
    });

    // What happens while the client is away.
    await client.orders.cancel.mutate({ orderId });
    const placed = first.values.find(({ data }) => data.event?.type === 'order.placed');
    const lastEventId = placed?.id ?? expect.unreachable();
    const elsewhere = createTokenClient(other, { guest }).client;
    const second = createReader<OrderNews>();
    const resumed = elsewhere.orders.watch.subscribe({ lastEventId }, second.observer);
    await second.until((news) => news.some(({ event }) => event?.type === 'order.cancelled'));
    resumed.unsubscribe();
    expect(second.values.map(({ data }) => data.event?.type).slice(0, 2)).toEqual([
      'order.paid',
      'order.cancelled',
    ]);
  });

  test('fails when it cannot continue after an id', async () => {
    const { client } = createTokenClient(backend, { guest: createMemoryTokenStorage() });
    for (const lastEventId of ['999999999', '-1', 'x']) {
      const { observer, until } = createReader<OrderNews>();
      client.orders.watch.subscribe({ lastEventId }, observer);
      await expect(until(() => false)).rejects.toMatchObject({ data: { reason: 'STREAM_GAP' } });
    }
  });
});

describe('catalog.watchStock', () => {
  test('has the present state first, and then what changes', async () => {
    const [sku, sold] = [await offer(1), await offer(0)];
    interface StockNews {
      readonly stock: { readonly sku: string; readonly isAvailable: boolean } | null;
    }
    const { values, observer, until } = createReader<StockNews>();
    const stream = backend.visitor.catalog.watchStock.subscribe({ skus: [sku, sold] }, observer);
    await until(({ length }) => length === 3);
    expect(values.map(({ data }) => data.stock)).toEqual([
      null,
      ...[sku, sold].sort().map((each) => ({ sku: each, isAvailable: each === sku })),
    ]);
    await other
      .client({ token: backend.staffToken })
      .admin.stock.receive.mutate({ sku: sold, quantity: 3 });
    await until(({ length }) => length === 4);
    expect(values[3]?.data).toEqual({ stock: { sku: sold, isAvailable: true } });
    stream.unsubscribe();
  });
});

describe('admin.events.watch', () => {
  test('has the events that the caller may see, of the wanted types', async () => {
    interface EventNews {
      readonly event: { readonly type: string } | null;
    }
    const { key } = await backend.staff.admin.apiKeys.create.mutate({
      name: 'warehouse',
      permissions: ['stock:read'],
    });
    const warehouse = backend.client({ token: key });
    const all = createReader<EventNews>();
    const [stocked, allowed] = [createReader<EventNews>(), createReader<EventNews>()];
    const streams = [
      backend.staff.admin.events.watch.subscribe({}, all.observer),
      backend.staff.admin.events.watch.subscribe({ aggregate: 'stock' }, stocked.observer),
      warehouse.admin.events.watch.subscribe({}, allowed.observer),
    ];
    await Promise.all(
      [all, stocked, allowed].map(({ until }) => until(({ length }) => length > 0)),
    );
    const sku = await offer(0);
    await backend.staff.admin.stock.receive.mutate({ sku, quantity: 3 });
    const isAvailable = (news: readonly EventNews[]) =>
      news.some(({ event }) => event?.type === 'stock.available-again');
    await Promise.all([all, stocked, allowed].map(({ until }) => until(isAvailable)));
    for (const { unsubscribe } of streams) unsubscribe();
    const areasOf = ({ values }: typeof all) =>
      new Set(values.flatMap(({ data }) => data.event?.type.split('.')[0] ?? []));
    expect(areasOf(all)).toContain('product');
    for (const each of [stocked, allowed]) expect(areasOf(each)).toEqual(new Set(['stock']));
  });
});

/** Opens a stream as its HTTP response; resolves when it has begun. */
async function open(path: string, headers: Record<string, string>) {
  const response = await fetch(`${backend.url}/trpc/${path}`, { headers });
  const reader = (response.body ?? expect.unreachable())
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let text = '';
  while (!text.includes('"event":null')) text += (await reader.read()).value ?? '';
  return async () => {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      text += chunk.value;
    }
    return text;
  };
}

test('A stream ends when its API key is revoked', async () => {
  const { key, apiKey } = await backend.staff.admin.apiKeys.create.mutate({
    name: 'short-lived',
    permissions: ['orders:read'],
  });
  const input = encodeURIComponent('{}');
  const headers = { authorization: `Bearer ${key}` };
  const readRest = await open(`admin.events.watch?input=${input}`, headers);
  await backend.staff.admin.apiKeys.revoke.mutate({ id: apiKey.id });
  await readRest();
});

test('A stream of staff ends when their role changes', async () => {
  const { token, id } = await person(backend, 'staff');
  const readRest = await open('orders.watch', { authorization: `Bearer ${token}` });
  await backend.staff.admin.accounts.setRole.mutate({ id, role: 'customer' });
  await readRest();
});

test('A stream ends when its session does, without a word that the client should stay away', async () => {
  const { client, token } = await person(backend);
  const readRest = await open('orders.watch', { authorization: `Bearer ${token}` });
  await client.auth.signOut.mutate();
  expect(await readRest()).not.toContain('event: return');
});

test('A caller cannot open streams without end', async () => {
  const { token } = await person(backend);
  const headers = { authorization: `Bearer ${token}` };
  const opened = await Promise.all(
    Array.from({ length: 21 }, () => fetch(`${backend.url}/trpc/orders.watch`, { headers })),
  );
  const refused = opened.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.headers.get('retry-after')).toBe('30');
  await Promise.all(opened.map(({ body }) => body?.cancel()));
});
