import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { useTestWebhooks } from './testing/start-test-webhooks.ts';

const fixture = await useTestWebhooks();
const { service, database, clock } = fixture;

afterEach(async () => {
  const { items } = await service.list({ limit: 100 });
  for (const { id } of items) await service.delete({ id }, OPERATOR_ORIGIN);
});

const MINUTE_MS = 60_000;
/** The log has the events of all tests: each of them begins after those of the one before. */
let begin = Date.UTC(2030, 0, 1);
const timesOf = (minutes: readonly number[]) => {
  begin += 365 * 24 * 60 * MINUTE_MS;
  return minutes.map((minute) => new Date(begin + minute * MINUTE_MS));
};

/** Schedules all batches; returns how many deliveries each has scheduled. */
async function resendAll(endpointId: string, since: Date): Promise<number[]> {
  const scheduled: number[] = [];
  let cursor: string | undefined;
  do {
    const input = { endpointId, since: since.toISOString(), cursor };
    const batch = await service.resendSince(input, OPERATOR_ORIGIN);
    scheduled.push(batch.scheduled);
    cursor = batch.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return scheduled;
}

async function pendingOf(endpointId: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await service.deliveries({ endpointId, status: 'pending', limit: 100, cursor });
    ids.push(...page.items.map(({ eventId }) => eventId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids.toSorted();
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

describe('events since a time', () => {
  test('are scheduled in batches, also those from before the endpoint was created', async () => {
    const times = timesOf(range(120));
    const ids = await fixture.log(times);
    const { endpoint } = await fixture.receive();
    const since = times[10] ?? new Date();
    const batches = await resendAll(endpoint.id, since);
    expect(batches.length).toBeGreaterThan(1);
    expect(batches.reduce((sum, count) => sum + count)).toBe(110);
    expect(Math.max(...batches)).toBeLessThanOrEqual(100);
    expect(await pendingOf(endpoint.id)).toEqual(ids.slice(10).toSorted());
    const audited = await database.audit.list({ subjectId: endpoint.id, limit: 10 });
    expect(audited.items.map(({ action }) => action)).toEqual([
      'webhook.resent',
      'webhook.created',
    ]);
  });

  test('are those of the types of the endpoint', async () => {
    const times = timesOf([0, 1]);
    await fixture.log(times);
    const [paid] = await fixture.log(times.slice(0, 1), 'order.paid');
    const { endpoint } = await fixture.receive({ eventTypes: ['order.paid'] });
    expect(await resendAll(endpoint.id, new Date(begin))).toEqual([1]);
    expect(await pendingOf(endpoint.id)).toEqual([paid]);
  });

  test('are sent again under the same id when they were delivered, and once when they still wait', async () => {
    await fixture.log(timesOf([0, 1]));
    const { endpoint, receiver } = await fixture.receive();
    await resendAll(endpoint.id, new Date(begin));
    expect(await fixture.deliver()).toBe(2);
    await resendAll(endpoint.id, new Date(begin));
    await resendAll(endpoint.id, new Date(begin));
    expect(await fixture.deliver()).toBe(2);
    const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([4, 2]);
  });

  test('are found whichever transactions have committed out of order', async () => {
    const jitter = fc.integer({ min: -2, max: 2 });
    const plan = fc.array(jitter, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: -3, max: 15 }), async (jitters, from) => {
        const times = timesOf(jitters.map((shift, index) => index + shift));
        const ids = await fixture.log(times);
        const since = new Date(begin + from * MINUTE_MS);
        const { endpoint } = await fixture.receive();
        await resendAll(endpoint.id, since);
        const expected = ids.filter(
          (_, index) => (times[index]?.getTime() ?? 0) >= since.getTime(),
        );
        expect(await pendingOf(endpoint.id)).toEqual(expected.toSorted());
        await service.delete({ id: endpoint.id }, OPERATOR_ORIGIN);
      }),
      { numRuns: runCount(4, 20) },
    );
  });

  test('are none in the future, and none for an endpoint that is disabled or deleted', async () => {
    const { endpoint } = await fixture.receive();
    const { id } = endpoint;
    const future = new Date(begin + 1000 * 24 * 60 * MINUTE_MS);
    expect(await resendAll(id, future)).toEqual([0]);
    await service.disable({ id }, OPERATOR_ORIGIN);
    await expect(resendAll(id, clock.now())).rejects.toMatchObject({
      reason: 'WEBHOOK_ENDPOINT_DISABLED',
    });
    await service.delete({ id }, OPERATOR_ORIGIN);
    await expect(resendAll(id, clock.now())).rejects.toMatchObject({
      reason: 'WEBHOOK_ENDPOINT_NOT_FOUND',
    });
  });

  test('are not continued with a cursor of another list', async () => {
    const { endpoint } = await fixture.receive();
    const { nextCursor: _, ...page } = await service.list({ limit: 1 });
    expect(page.items).toHaveLength(1);
    const input = { endpointId: endpoint.id, since: clock.now().toISOString(), cursor: 'nonsense' };
    await expect(service.resendSince(input, OPERATOR_ORIGIN)).rejects.toMatchObject({
      reason: 'CURSOR_INVALID',
    });
  });
});
