import { createLive, createMemoryTokenStorage } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import { describe, expect, test } from 'vitest';
import { createTokenClient, PASSWORD, person } from '../testing/people.ts';
import { type Instance, useBackend } from '../testing/start-backend.ts';

const backend = await useBackend({ buying: { isWorking: true } });
const other = await backend.another();

interface Query {
  readonly path: string;
  readonly input?: unknown;
}

/** Opens a stream of live queries, and collects what it sends. */
function watch(client: ReturnType<Instance['client']>, queries: readonly Query[]) {
  const updates: unknown[] = [];
  const errors: unknown[] = [];
  let check = () => {};
  const { unsubscribe } = client.live.watch.subscribe(
    { queries: [...queries] },
    {
      onData(update) {
        updates.push(update);
        check();
      },
      onError: (error) => errors.push(error),
    },
  );
  return {
    updates,
    unsubscribe,
    until: (isWanted: (update: unknown) => boolean) =>
      new Promise<unknown>((resolve, reject) => {
        check = () => {
          const found = updates.find(isWanted);
          if (found !== undefined) resolve(found);
          if (errors.length > 0) reject(errors[0]);
        };
        check();
      }),
  };
}

const quantities = (update: unknown) =>
  JSON.stringify(update)
    .match(/"quantity":(\d+)/g)
    ?.join() ?? '';

describe('A live query', () => {
  test('of a cart has what another process changes', async () => {
    const { variants } = await backend.staff.admin.products.create.mutate(productFixture());
    const sku = variants[0]?.sku ?? expect.unreachable();
    const guest = createMemoryTokenStorage();
    const { client } = createTokenClient(backend, { guest });
    await client.cart.add.mutate({ sku });
    const { until, unsubscribe } = watch(client, [{ path: 'cart.get' }]);
    await until((update) => quantities(update) === '"quantity":1');

    const elsewhere = createTokenClient(other, { guest }).client;
    await elsewhere.cart.setLine.mutate({ sku, quantity: 3 });
    await until((update) => quantities(update) === '"quantity":3');
    unsubscribe();
  });

  test('of an address book changes with it, and no other account sees it', async () => {
    const [ana, ben] = [await person(backend), await person(backend)];
    const streams = [ana, ben].map(({ client }) => watch(client, [{ path: 'addresses.get' }]));
    const [ofAna, ofBen] = streams;
    if (ofAna === undefined || ofBen === undefined) return expect.unreachable();
    await Promise.all([ofAna.until(() => true), ofBen.until(() => true)]);
    const address = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };
    await ana.client.addresses.add.mutate({ address });
    await ofAna.until((update) => JSON.stringify(update).includes('Calle Mayor 1'));
    expect(JSON.stringify(ofBen.updates)).not.toContain('Calle Mayor');
    for (const { unsubscribe } of streams) unsubscribe();
  });

  test('that its caller may not call fails as the call does', async () => {
    const { until, unsubscribe } = watch(backend.visitor, [
      { path: 'addresses.get' },
      { path: 'admin.products.list' },
      { path: 'shop.settings' },
    ]);
    const failures = [
      ['ACTOR_UNAUTHENTICATED', 0],
      ['METHOD_UNSUPPORTED', 1],
    ] as const;
    for (const [reason, query] of failures) {
      expect(await until((update) => JSON.stringify(update).includes(reason))).toMatchObject({
        query,
        error: { data: { reason, requestId: expect.any(String) } },
      });
    }
    await until((update) => JSON.stringify(update).includes('"query":2'));
    unsubscribe();
  });
});

describe('The live queries of a client', () => {
  /** A client that records the requests of its streams. */
  function createRecorded() {
    const requests: { readonly method: string; readonly known: number }[] = [];
    const client = backend.client({
      guest: createMemoryTokenStorage(),
      fetch: (url, init) => {
        if (url.includes('live.watch')) {
          const text = typeof init.body === 'string' ? init.body : decodeURIComponent(url);
          const known = text.match(/"known"/g)?.length ?? 0;
          requests.push({ method: init.method ?? 'GET', known });
        }
        return fetch(url, init);
      },
    });
    return { client, requests };
  }

  /** Collects what a query receives. */
  function createCollector() {
    const received: unknown[] = [];
    let check = () => {};
    return {
      received,
      listener: {
        onData(data: unknown) {
          received.push(data);
          check();
        },
        onError(error: unknown) {
          received.push(error);
          check();
        },
      },
      until: (count: number) =>
        new Promise<void>((resolve) => {
          check = () => {
            if (received.length >= count) resolve();
          };
          check();
        }),
    };
  }

  test('share one stream, and answers that are known are not sent again', async () => {
    const { client, requests } = createRecorded();
    const live = createLive(client);
    const [cart, settings, list] = [createCollector(), createCollector(), createCollector()];
    const stops = [
      live.cart.get.watch(undefined, cart.listener),
      live.shop.settings.watch(undefined, settings.listener),
    ];
    await Promise.all([cart.until(1), settings.until(1)]);
    expect(requests).toEqual([{ method: 'GET', known: 0 }]);
    expect(settings.received).toEqual([await client.shop.settings.query()]);

    stops.push(live.orders.list.watch({}, list.listener));
    await list.until(1);
    expect(requests.slice(1)).toEqual([{ method: 'GET', known: 2 }]);
    expect([cart.received.length, settings.received.length]).toEqual([1, 1]);

    const { variants } = await backend.staff.admin.products.create.mutate(productFixture());
    await client.cart.add.mutate({ sku: variants[0]?.sku ?? '' });
    await cart.until(2);
    for (const stop of stops) stop();
  });

  test('may exceed the length of a URL, up to the limit of the server', async () => {
    const { client, requests } = createRecorded();
    const live = createLive(client);
    const collectors = Array.from({ length: 51 }, createCollector);
    const stops = collectors.map(({ listener }, index) =>
      live.catalog.get.watch({ slug: `there-is-no-product-of-this-name-${index}` }, listener),
    );
    await Promise.all(collectors.map(({ until }) => until(1)));
    expect(requests).toEqual([{ method: 'POST', known: 0 }]);
    expect(collectors[0]?.received[0]).toMatchObject({
      message: 'There is no such product.',
      data: { reason: 'PRODUCT_NOT_FOUND' },
    });
    expect(collectors[50]?.received[0]).toMatchObject({
      message: 'At most 50 queries of a client can be live.',
    });
    for (const stop of stops) stop();
  });

  test('are those of the account after its sign-in', async () => {
    const ana = await person(backend);
    const { client } = createTokenClient(backend);
    const { listener, received, until } = createCollector();
    const stop = createLive(client).addresses.get.watch(undefined, listener);
    await until(1);
    expect(received[0]).toMatchObject({ data: { reason: 'ACTOR_UNAUTHENTICATED' } });
    await client.auth.signIn.mutate({ email: ana.email, password: PASSWORD });
    await until(2);
    expect(received[1]).toMatchObject({ addresses: [] });
    stop();
  });
});
