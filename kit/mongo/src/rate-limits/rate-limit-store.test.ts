import { setFailPoint, workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { createConnection } from 'mongoose';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';
import { createRateLimitStore } from './rate-limit-store.ts';

const { server, database } = await useTestDatabase(openNotes);
/** A second process with its own connection. */
const elsewhere = await openNotes(server.uri);
const limits = database.rateLimits;

afterAll(() => elsewhere.close());

beforeEach(() => server.clear());

const LIMIT = { name: 'sign-in', points: 3, seconds: 3600 };
const WIDE = { ...LIMIT, points: 50 };

/** Ends all windows now; the server may or may not remove the counters. */
const endCounters = () =>
  server.withClient((client) =>
    client
      .db()
      .collection('rate_limits')
      .updateMany({}, { $set: { expiresAt: new Date() } }),
  );

/** Detects SecantusDB, an independent server whose concurrent upserts differ from MongoDB's. */
async function isSecantus(): Promise<boolean> {
  let info = {};
  await server.withClient(async (client) => {
    info = await client.db().admin().command({ buildInfo: 1 });
  });
  return JSON.stringify(info).toLowerCase().includes('secantus');
}

describe('a rate limit', () => {
  test('allows its points, counts none beyond them, and reports when it restarts', async () => {
    const outcomes = [];
    for (let index = 0; index < 5; index += 1) outcomes.push(await limits.consume(LIMIT, 'a'));
    expect(outcomes.map(({ isAllowed }) => isAllowed)).toEqual([true, true, true, false, false]);
    expect(outcomes.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
    for (const { retryAfterSeconds } of outcomes) {
      expect(retryAfterSeconds).toBeGreaterThan(0);
      expect(retryAfterSeconds).toBeLessThanOrEqual(3600);
      expect(Number.isInteger(retryAfterSeconds)).toBe(true);
    }
  });

  test("reports no wait longer than the window when another process's clock is ahead", async () => {
    await limits.consume(LIMIT, 'a', 3);
    const ahead = new Date(Date.now() + (LIMIT.seconds + 60) * 1000);
    await server.withClient((client) =>
      client
        .db()
        .collection('rate_limits')
        .updateMany({}, { $set: { expiresAt: ahead } }),
    );
    const told = { isAllowed: false, retryAfterSeconds: LIMIT.seconds };
    expect(await limits.consume(LIMIT, 'a')).toMatchObject(told);
    expect(await limits.peek(LIMIT, 'a')).toMatchObject(told);
  });

  test('is not prolonged when the clock was set back', async () => {
    await limits.consume(LIMIT, 'a', 3);
    const startedAt = new Date(Date.now() + 120_000);
    const expiresAt = new Date(startedAt.getTime() + LIMIT.seconds * 1000);
    await server.withClient((client) =>
      client.db().collection('rate_limits').updateMany({}, { $set: { startedAt, expiresAt } }),
    );
    expect(await limits.peek(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 3 });
    expect(await limits.consume(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 2 });
    expect(await limits.peek(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 2 });
  });

  test('continues counters of earlier versions', async () => {
    await limits.consume(LIMIT, 'a', 2);
    await server.withClient((client) =>
      client
        .db()
        .collection('rate_limits')
        .updateMany({}, { $unset: { startedAt: 1 } }),
    );
    expect(await limits.peek(LIMIT, 'a')).toMatchObject({ remaining: 1 });
    expect(await limits.consume(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 0 });
    expect(await limits.consume(LIMIT, 'a', -1)).toMatchObject({ remaining: 1 });
  });

  test('counts several points at once', async () => {
    expect(await limits.consume(LIMIT, 'a', 3)).toMatchObject({ isAllowed: true, remaining: 0 });
    expect(await limits.consume(LIMIT, 'b', 4)).toMatchObject({ isAllowed: false, remaining: 3 });
  });

  test('counts all requested points or none', async () => {
    const ask = (points: number) => limits.consume(LIMIT, 'a', points);
    expect(await ask(2)).toMatchObject({ isAllowed: true, remaining: 1 });
    expect(await ask(2)).toMatchObject({ isAllowed: false, remaining: 1 });
    expect(await limits.peek(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 1 });
    expect(await ask(1)).toMatchObject({ isAllowed: true, remaining: 0 });
    expect(await ask(1)).toMatchObject({ isAllowed: false, remaining: 0 });
  });

  test('counts points that fit, regardless of concurrent requests of other processes', async () => {
    const costs = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 });
    let key = 0;
    const property = fc.asyncProperty(costs, async (asked) => {
      key += 1;
      await limits.consume(WIDE, `${key}`);
      const outcomes = await Promise.all(
        asked.map((points, index) =>
          (index % 2 === 0 ? limits : elsewhere.rateLimits).consume(WIDE, `${key}`, points),
        ),
      );
      const used = outcomes.reduce(
        (sum, { isAllowed }, index) => sum + (isAllowed ? (asked[index] ?? 0) : 0),
        1,
      );
      expect(await limits.peek(WIDE, `${key}`)).toMatchObject({ remaining: WIDE.points - used });
      // No rejected request would fit into the remaining points.
      const refused = asked.filter((_, index) => outcomes[index]?.isAllowed === false);
      expect(used + Math.min(...refused, Number.POSITIVE_INFINITY)).toBeGreaterThan(WIDE.points);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  /**
   * Returns the remaining points that each of many concurrent calls from two processes receives.
   */
  const race = async (calls: number, key: string) => {
    const outcomes = await Promise.all(
      Array.from({ length: calls }, (_, index) =>
        (index % 2 === 0 ? limits : elsewhere.rateLimits).consume(WIDE, key),
      ),
    );
    return outcomes.map(({ remaining }) => remaining).sort((a, b) => b - a);
  };
  const downFrom = (points: number) => Array.from({ length: points }, (_, i) => points - 1 - i);

  test('counts each of many concurrent calls', async () => {
    await limits.consume(WIDE, 'a');
    expect(await race(60, 'a')).toEqual([...downFrom(49), ...Array(11).fill(0)]);
  });

  test('counts each of many concurrent calls that create the counter', async ({ skip }) => {
    if (await isSecantus()) return skip('it answers upserts at once with nothing');
    for (const key of ['a', 'b', 'c']) expect(await race(50, key)).toEqual(downFrom(50));
  });

  test('counts each of many concurrent calls that replace an expired counter', async () => {
    await limits.consume(WIDE, 'a', 20);
    await endCounters();
    expect(await race(50, 'a')).toEqual(downFrom(50));
  });

  test('retries a call that failed because another call created the counter', async ({ skip }) => {
    if (server.embedded === undefined) return skip('fail points are of the embedded database');
    const fault = { errorCode: 11_000 };
    await setFailPoint(server.uri, { fault, commands: ['findAndModify'], times: 1 });
    expect(await limits.consume(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 2 });
    expect(await limits.consume(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 1 });
  });

  test('does not treat a missing response of the server as an unused limit', async () => {
    const connection = await createConnection(server.uri).asPromise();
    const store = createRateLimitStore({ connection });
    const collection = connection.collection('rate_limits');
    const count = collection.findOneAndUpdate;
    const owing = vi.spyOn(collection, 'findOneAndUpdate');
    const oweOne = () =>
      owing.mockImplementationOnce(async (...call) => {
        await Reflect.apply(count, collection, call);
        return null;
      });
    oweOne();
    expect(await store.consume(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 1 });
    oweOne();
    expect(await store.consume(LIMIT, 'b', 3)).toMatchObject({ isAllowed: false, remaining: 0 });
    oweOne();
    oweOne();
    expect(await store.consume(LIMIT, 'c')).toMatchObject({ isAllowed: false });
    await connection.close();
  });

  test('keeps names and keys apart', async () => {
    await limits.consume(LIMIT, 'a', 3);
    expect(await limits.consume(LIMIT, 'b')).toMatchObject({ remaining: 2 });
    expect(await limits.consume({ ...LIMIT, name: 'reset' }, 'a')).toMatchObject({ remaining: 2 });
  });

  test('is peeked without counting, and reports whether one more point is allowed', async () => {
    const unused = { isAllowed: true, remaining: 3, retryAfterSeconds: 0 };
    expect(await limits.peek(LIMIT, 'a')).toEqual(unused);
    await limits.consume(LIMIT, 'a', 2);
    expect(await limits.peek(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 1 });
    expect(await limits.peek(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 1 });
    await limits.consume(LIMIT, 'a');
    const used = await limits.peek(LIMIT, 'a');
    expect(used).toMatchObject({ isAllowed: false, remaining: 0 });
    expect(used.retryAfterSeconds).toBeGreaterThan(0);
    await endCounters();
    expect(await limits.peek(LIMIT, 'a')).toEqual(unused);
  });

  test('restarts when its window ends, or when it is reset in any process', async () => {
    await limits.consume(LIMIT, 'a', 3);
    await endCounters();
    expect(await limits.consume(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 2 });
    await limits.consume(LIMIT, 'a', 2);
    await elsewhere.rateLimits.reset(LIMIT, 'a');
    expect(await limits.consume(LIMIT, 'a')).toMatchObject({ isAllowed: true, remaining: 2 });
    await limits.reset(LIMIT, 'never used');
  });

  test('accepts the return of counted points only', async () => {
    await limits.consume(LIMIT, 'a', 3);
    expect(await limits.consume(LIMIT, 'a', -1)).toMatchObject({ isAllowed: true, remaining: 1 });
    expect(await limits.consume(LIMIT, 'a', -3)).toMatchObject({ remaining: 1 });
    await endCounters();
    expect(await limits.consume(LIMIT, 'a', -1)).toMatchObject({ remaining: 3 });
    expect(await limits.consume(LIMIT, 'unused', -1)).toMatchObject({ remaining: 3 });
    expect(await limits.consume(LIMIT, 'unused')).toMatchObject({ remaining: 2 });
  });

  test('keeps the counts and returns of a failed transaction', async () => {
    await limits.consume(LIMIT, 'b', 2);
    const failing = database.transaction(async () => {
      await limits.consume(LIMIT, 'a');
      await limits.consume(LIMIT, 'b', -1);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await limits.peek(LIMIT, 'a')).toMatchObject({ remaining: 2 });
    expect(await limits.peek(LIMIT, 'b')).toMatchObject({ remaining: 2 });
  });

  test('costs one command that reads one counter', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    for (let index = 0; index < 20; index += 1) await limits.consume(LIMIT, `key-${index}`);
    const one = { docsExamined: 1, collectionScans: [] };
    expect(await workOf(embedded, () => limits.consume(LIMIT, 'key-7'))).toMatchObject({
      ...one,
      commands: { findAndModify: 1 },
    });
    expect(await workOf(embedded, () => limits.peek(LIMIT, 'key-7'))).toMatchObject(one);
    expect(await workOf(embedded, () => limits.reset(LIMIT, 'key-7'))).toMatchObject(one);
  });
});
