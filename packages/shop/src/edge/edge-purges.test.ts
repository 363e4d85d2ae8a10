import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createRelayWorker } from '@trastienda/mongo';
import { openDatabase, type ShopEvent } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createEdgeConsumer } from './create-edge-consumer.ts';
import { createEdgeCache } from './edge-cache.ts';
import { createPurgeEdge } from './jobs/purge-edge.ts';

const { server, database } = await useTestDatabase(openDatabase);
const { edgePurges, events } = database;

const AT = new Date('2100-01-01T00:00:00.000Z');

/** A zone of Cloudflare, as far as purges are concerned. */
let status = 200;
let onRequest = async () => {};
const requests: { authorization: string | undefined; body: unknown }[] = [];
const zone = createServer(async (request, response) => {
  const { authorization } = request.headers;
  requests.push({ authorization, body: JSON.parse(await text(request)) });
  await onRequest();
  response.writeHead(status).end('{"success":true}');
});
await new Promise<void>((resolve) => zone.listen(0, '127.0.0.1', resolve));
afterAll(() => zone.close());
const { port } = zone.address() as AddressInfo;
const url = `http://127.0.0.1:${port}/zones/z/purge_cache`;

const job = createPurgeEdge({ database, cache: createEdgeCache({ url, token: 'secret' }) });
const faults: unknown[] = [];
const worker = createRelayWorker<ShopEvent>({
  database,
  consumers: [createEdgeConsumer({ database })],
  onFault: ({ error }) => faults.push(error),
});

beforeEach(async () => {
  await server.clear();
  requests.length = 0;
  status = 200;
  onRequest = async () => {};
});

const touch = (aggregateId: string, tags: readonly string[]) =>
  database.transaction(() =>
    events.record(
      { aggregate: 'order', aggregateId, type: 'order.note-added', data: { noteId: 'n' }, tags },
      { at: AT, requestId: null },
    ),
  );

const waiting = async () => (await edgePurges.list(9)).map(({ tag }) => tag).sort();

test('The tags of public answers are purged, those of buyers never leave', async () => {
  const consumer = createEdgeConsumer({ database });
  await database.eventConsumers.register(
    { name: consumer.name, position: 0, isReplayable: true, types: [] },
    AT,
  );
  await touch('o1', ['products', 'product:p1', 'orders:guest:secret', 'cart:guest:secret']);
  await touch('o2', ['slug:camisa', 'order:o2', 'product:p1', 'addresses:a1']);
  await worker.runOnce();
  expect(faults).toEqual([]);
  expect(await waiting()).toEqual(['product:p1', 'products', 'slug:camisa']);
  expect(await job.runOnce()).toBe(3);
  expect(requests).toEqual([
    {
      authorization: 'Bearer secret',
      body: { tags: expect.arrayContaining(['product:p1', 'products', 'slug:camisa']) },
    },
  ]);
  expect(await waiting()).toEqual([]);
  expect(await job.runOnce()).toBe(0);
});

test('A purge that is not confirmed is repeated', async () => {
  await edgePurges.add(['products'], AT);
  status = 503;
  await expect(job.runOnce()).rejects.toThrow('The purge was answered with 503');
  expect(await waiting()).toEqual(['products']);
  status = 200;
  expect(await job.runOnce()).toBe(1);
  expect(await waiting()).toEqual([]);
});

test('A change during a purge is purged again', async () => {
  await edgePurges.add(['products', 'prices'], AT);
  onRequest = async () => {
    onRequest = async () => {};
    await edgePurges.add(['products'], AT);
  };
  await job.runOnce();
  expect(requests.map(({ body }) => body)).toEqual([
    { tags: expect.arrayContaining(['products', 'prices']) },
    { tags: ['products'] },
  ]);
  expect(await waiting()).toEqual([]);
});

test('A process that was slow to purge does not forget what has changed since', async () => {
  await edgePurges.add(['products'], AT);
  const listed = await edgePurges.list(9);
  await job.runOnce();
  await edgePurges.add(['products'], new Date(AT.getTime() + 1));
  await edgePurges.remove(listed);
  expect(await waiting()).toEqual(['products']);
});

test('Many tags are purged in several requests, and very many at once', async () => {
  const tags = (count: number) => Array.from({ length: count }, (_, index) => `product:${index}`);
  await edgePurges.add(tags(65), AT);
  expect(await job.runOnce()).toBe(65);
  expect(requests).toHaveLength(3);
  await edgePurges.add(tags(302), AT);
  expect(await job.runOnce()).toBe(302);
  expect(requests.slice(3).map(({ body }) => body)).toEqual([{ purge_everything: true }]);
});
