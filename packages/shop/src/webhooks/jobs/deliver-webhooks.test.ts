import { createCipher, createWorker, UnsealError, type WorkerFault } from '@trastienda/mongo';
import { OPERATOR_ORIGIN, WebhookPayload } from '@trastienda/shop-contract';
import { deliveryIdOf } from '@trastienda/shop-db';
import { createDeferred } from '@trastienda/testing';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { SendWebhook } from '../sending/send-webhook.ts';
import { type Answer, accept } from '../testing/receiver.ts';
import { never, useTestWebhooks } from '../testing/start-test-webhooks.ts';
import { SLOTS_PER_ENDPOINT } from './deliver-webhooks.ts';

const fixture = await useTestWebhooks();
const { service, database, clock } = fixture;

const HOUR = 3600;
const DAY = 24 * HOUR;
const PAUSES = [5, 300, 1800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];
/** Longer than a pause with its jitter. */
const passPause = (seconds: number) => fixture.advance(Math.ceil(seconds * 1.1) + 1);

afterEach(async () => {
  // Endpoints of one test receive no events of another.
  const { items } = await service.list({ limit: 100 });
  for (const { id } of items) await service.delete({ id }, OPERATOR_ORIGIN);
});

const refuse =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end('no');

async function statusOf(endpointId: string, eventId: string) {
  const delivery = await database.webhookDeliveries.find(deliveryIdOf(endpointId, eventId));
  return delivery?.status;
}

const attemptsOf = async (endpointId: string) =>
  (await service.attempts({ endpointId, limit: 100 })).items.toReversed();

describe('an event', () => {
  test('reaches each endpoint that receives its type, signed with the secret of each', async () => {
    const all = await fixture.receive();
    const some = await fixture.receive({ eventTypes: ['order.note-added', 'order.paid'] });
    const others = await fixture.receive({ eventTypes: ['order.cancelled'] });
    const disabled = await fixture.receive();
    await service.disable({ id: disabled.endpoint.id }, OPERATOR_ORIGIN);
    const event = await fixture.emit('order.note-added');
    expect(await fixture.deliver()).toBe(2);
    for (const { receiver, secret, endpoint } of [all, some]) {
      expect(receiver.requests).toHaveLength(1);
      const [request] = receiver.requests;
      const headers = { ...request?.headers } as Record<string, string>;
      const payload = new Webhook(secret).verify(request?.body ?? '', headers);
      expect(WebhookPayload.parse(payload)).toEqual(payload);
      expect(payload).toEqual({
        type: 'order.note-added',
        timestamp: event.at.toISOString(),
        // Position and tags are internal.
        data: { ...event, position: undefined, tags: undefined, at: event.at.toISOString() },
      });
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'webhook-id': `msg_${endpoint.id}_${event.id}`,
      });
      expect(await statusOf(endpoint.id, event.id)).toBe('delivered');
    }
    expect([others, disabled].flatMap(({ receiver }) => receiver.requests)).toEqual([]);
  });

  test('that is handled again is delivered once', async () => {
    const { receiver } = await fixture.receive();
    const event = await fixture.emit();
    const again = () =>
      database.transaction(() =>
        fixture.consumer.handle(event, { at: clock.now(), signal: never }),
      );
    await again();
    await fixture.deliver();
    await again();
    await fixture.deliver();
    expect(receiver.requests).toHaveLength(1);
  });

  test('that is not committed is not delivered', async () => {
    const { receiver } = await fixture.receive();
    const event = await fixture.emit();
    await fixture.deliver();
    const failing = database.transaction(async () => {
      const other = { ...event, id: database.events.newId(clock.now()) };
      await fixture.consumer.handle(other, { at: clock.now(), signal: never });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await fixture.deliver();
    expect(receiver.requests).toHaveLength(1);
  });
});

describe('a delivery that fails', () => {
  test('is repeated by the schedule under the same id, and given up after eight attempts', async () => {
    const { receiver, endpoint } = await fixture.receive({}, refuse(500));
    const event = await fixture.emit();
    expect(await fixture.deliver()).toBe(0);
    for (const [index, pause] of PAUSES.entries()) {
      fixture.advance(pause - 1);
      await fixture.deliver();
      expect(receiver.requests).toHaveLength(index + 1);
      passPause(pause * 0.1 + 1);
      await fixture.deliver();
      expect(receiver.requests).toHaveLength(index + 2);
    }
    expect(await statusOf(endpoint.id, event.id)).toBe('failed');
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.requests.map(({ body }) => body)).size).toBe(1);
    const attempts = await attemptsOf(endpoint.id);
    expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(attempts[0]).toMatchObject({
      ...{ failure: 'status', status: 500, answer: 'no', type: 'order.note-added' },
      deliveryId: deliveryIdOf(endpoint.id, event.id),
      durationMs: expect.any(Number),
    });
    fixture.advance(30 * DAY);
    await fixture.deliver();
    expect(receiver.requests).toHaveLength(8);
  });

  test('succeeds with a later attempt, which ends the failures of the endpoint', async () => {
    const { receiver, endpoint } = await fixture.receive({}, refuse(503));
    const { id } = endpoint;
    const event = await fixture.emit();
    await fixture.deliver();
    const failedAt = clock.now().toISOString();
    expect((await service.get({ id })).failingSince).toBe(failedAt);
    receiver.answerWith(accept);
    passPause(5);
    expect(await fixture.deliver()).toBe(1);
    expect(await statusOf(id, event.id)).toBe('delivered');
    expect((await service.get({ id })).failingSince).toBeNull();
  });

  test('waits as long as its receiver asks', async () => {
    const { receiver } = await fixture.receive({}, refuse(429, { 'retry-after': '3600' }));
    await fixture.emit();
    await fixture.deliver();
    fixture.advance(HOUR - 1);
    await fixture.deliver();
    expect(receiver.requests).toHaveLength(1);
    passPause(HOUR * 0.1);
    await fixture.deliver();
    expect(receiver.requests).toHaveLength(2);
  });

  test('is no failure of the endpoint when its secret cannot be opened: it waits for the key', async () => {
    const { receiver, endpoint } = await fixture.receive();
    const event = await fixture.emit();
    const cipher = createCipher([{ id: 'other', key: new Uint8Array(32) }]);
    fixture.faults.length = 0;
    await fixture.deliver(fixture.openProcess({ cipher }));
    expect(fixture.faults.map(({ error }) => error)).toEqual([expect.any(UnsealError)]);
    expect(await attemptsOf(endpoint.id)).toEqual([]);
    expect((await service.get({ id: endpoint.id })).failingSince).toBeNull();
    passPause(300);
    await fixture.deliver();
    expect(receiver.requests).toHaveLength(1);
    expect(await statusOf(endpoint.id, event.id)).toBe('delivered');
  });
});

describe('an endpoint', () => {
  const notified: unknown[] = [];
  const watched = fixture.openProcess({
    notifyDisabled: async ({ id }, reason) => void notified.push([id, reason]),
  });

  test('that answers 410 is disabled at once, which staff learn, and gets nothing more', async () => {
    const { receiver, endpoint } = await fixture.receive({}, refuse(410));
    const { id } = endpoint;
    notified.length = 0;
    const first = await fixture.emit();
    const second = await fixture.emit();
    await fixture.deliver(watched);
    expect(receiver.requests).toHaveLength(1);
    expect(await service.get({ id })).toMatchObject({
      ...{ isEnabled: false, disabledReason: 'gone', disabledAt: clock.now().toISOString() },
    });
    expect(notified).toEqual([[id, 'gone']]);
    expect([await statusOf(id, first.id), await statusOf(id, second.id)]).toEqual([
      'failed',
      'canceled',
    ]);
    const { items } = await database.audit.list({ subjectId: id, limit: 10 });
    expect(items[0]).toMatchObject({ action: 'webhook.disabled', details: { reason: 'gone' } });
  });

  test('that does nothing but fail for five days is disabled', async () => {
    const { endpoint } = await fixture.receive({}, refuse(500));
    const { id } = endpoint;
    notified.length = 0;
    await fixture.emit();
    await fixture.deliver(watched);
    fixture.advance(5 * DAY - 1);
    await fixture.deliver(watched);
    expect((await service.get({ id })).isEnabled).toBe(true);
    fixture.advance(HOUR);
    await fixture.deliver(watched);
    expect(await service.get({ id })).toMatchObject({ disabledReason: 'failing' });
    expect(notified).toEqual([[id, 'failing']]);
  });

  test('that succeeds now and then stays enabled', async () => {
    const { receiver, endpoint } = await fixture.receive({}, refuse(500));
    for (let day = 0; day < 12; day += 1) {
      receiver.answerWith(day % 4 === 3 ? accept : refuse(500));
      await fixture.emit();
      await fixture.deliver(watched);
      fixture.advance(DAY);
    }
    expect((await service.get({ id: endpoint.id })).isEnabled).toBe(true);
  });

  test('that is deleted gets no delivery that waits, and one that is enabled again the new ones', async () => {
    const deleted = await fixture.receive();
    const paused = await fixture.receive();
    const [first] = [await fixture.emit()];
    await service.delete({ id: deleted.endpoint.id }, OPERATOR_ORIGIN);
    await service.disable({ id: paused.endpoint.id }, OPERATOR_ORIGIN);
    expect(await fixture.deliver()).toBe(0);
    expect(await statusOf(deleted.endpoint.id, first.id)).toBe('canceled');
    expect(await statusOf(paused.endpoint.id, first.id)).toBe('canceled');
    await service.enable({ id: paused.endpoint.id }, OPERATOR_ORIGIN);
    await fixture.emit();
    expect(await fixture.deliver()).toBe(1);
    expect([deleted, paused].map(({ receiver }) => receiver.requests.length)).toEqual([0, 1]);
  });
});

/** Starts a worker over the same database, as a process does. */
function startWorker(job = fixture.openProcess().job) {
  const faults: WorkerFault[] = [];
  const worker = createWorker({
    ...{ jobs: [job], leases: database.leases, clock, pollMs: 5 },
    onFault: (fault) => faults.push(fault),
  });
  worker.start();
  onTestFinished(() => worker.stop(0));
  return { worker, faults };
}

/** Starts a worker that takes one delivery, and no other while that one is in progress. */
function startDyingWorker(send: SendWebhook) {
  const { job } = fixture.openProcess({ send });
  return startWorker({ ...job, concurrency: 1 });
}

describe('endpoints that never answer', () => {
  test('delay no other, and have few requests in progress, over all processes', async () => {
    let inProgress = 0;
    let most = 0;
    const hang: Answer = (response) => {
      inProgress += 1;
      most = Math.max(most, inProgress);
      response.on('close', () => {
        inProgress -= 1;
      });
    };
    const slow = await fixture.receive({}, hang);
    const emitted = 3 * SLOTS_PER_ENDPOINT;
    for (let index = 0; index < emitted; index += 1) await fixture.emit('order.note-added');
    const fast = await fixture.receive();
    const processes = [startWorker(), startWorker()];
    await expect.poll(() => slow.receiver.requests.length).toBe(SLOTS_PER_ENDPOINT);
    for (let index = 0; index < 3; index += 1) {
      await fixture.emit('order.paid');
      await expect.poll(() => fast.receiver.requests.length).toBe(index + 1);
    }
    expect(slow.receiver.requests.length).toBe(SLOTS_PER_ENDPOINT);
    expect(most).toBe(SLOTS_PER_ENDPOINT);
    await Promise.all(processes.map(({ worker }) => worker.stop(0)));
    expect(processes.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('return their deliveries to the queue at a stop, without an attempt', async () => {
    const { receiver, endpoint } = await fixture.receive({}, () => {});
    const event = await fixture.emit();
    const { worker } = startWorker();
    await expect.poll(() => receiver.requests.length).toBe(1);
    await worker.stop(0);
    expect(await attemptsOf(endpoint.id)).toEqual([]);
    receiver.answerWith(accept);
    expect(await fixture.deliver()).toBe(1);
    expect(await statusOf(endpoint.id, event.id)).toBe('delivered');
  });
});

describe('a process that dies while it sends', () => {
  test('loses no delivery: another one sends it when the lease ends', async () => {
    const { receiver, endpoint } = await fixture.receive();
    const event = await fixture.emit();
    const isSending = createDeferred<void>();
    const end = createDeferred<void>();
    const dying = startDyingWorker(async () => {
      isSending.resolve();
      await end.promise;
      return { failure: 'connection', status: null, answer: null, retryAfter: null, durationMs: 1 };
    });
    await isSending.promise;
    expect(await fixture.deliver()).toBe(0);
    fixture.advance(61);
    expect(await fixture.deliver()).toBe(1);
    expect(receiver.requests).toHaveLength(1);
    // What the late process says changes nothing any more.
    end.resolve();
    await dying.worker.stop();
    expect(await statusOf(endpoint.id, event.id)).toBe('delivered');
    expect(await attemptsOf(endpoint.id)).toHaveLength(2);
  });
});

test('Some processes send each delivery once', async () => {
  const { receiver, endpoint } = await fixture.receive();
  const types = ['order.note-added', 'order.paid'] as const;
  for (let index = 0; index < 30; index += 1) await fixture.emit(types[index % types.length]);
  const processes = Array.from({ length: 4 }, () => startWorker());
  await expect.poll(() => database.webhookDeliveries.count(endpoint.id, 'delivered')).toBe(30);
  await Promise.all(processes.map(({ worker }) => worker.stop()));
  expect(receiver.requests).toHaveLength(30);
  expect(processes.flatMap(({ faults }) => faults)).toEqual([]);
});
