import type { RateLimitCounter } from '@trastienda/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLeasedLimit } from './leased-limit.ts';

const LIMIT = { name: 'calls', points: 100, seconds: 60 };
const CHUNK = 10;

/** A counter as the database keeps it, on a clock that the test moves. */
function createCounter() {
  let now = 0;
  const windows = new Map<string, { points: number; endsAt: number }>();
  const asked: number[] = [];
  const store: RateLimitCounter = {
    async consume({ points: limit, seconds }, key, points = 1) {
      asked.push(points);
      const running = windows.get(key);
      const window =
        running !== undefined && running.endsAt > now
          ? running
          : { points: 0, endsAt: now + seconds * 1000 };
      const isAllowed = window.points + points <= limit;
      if (isAllowed) window.points += points;
      windows.set(key, window);
      return {
        isAllowed,
        remaining: Math.max(0, limit - window.points),
        retryAfterSeconds: Math.ceil((window.endsAt - now) / 1000),
      };
    },
  };
  return {
    store,
    asked,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
    /** When the present window of a key ends; what is counted later belongs to another one. */
    windowOf: (key: string) => windows.get(key)?.endsAt ?? 0,
    pointsOf: (key: string) => windows.get(key)?.points ?? 0,
  };
}

const startProcess = ({ store, now }: ReturnType<typeof createCounter>) =>
  createLeasedLimit({ store, limit: LIMIT, chunk: CHUNK, now }).take;

describe('A limit that is fetched in chunks', () => {
  test('allows its number of calls in one process, and then returns how long to wait', async () => {
    const counter = createCounter();
    const take = startProcess(counter);
    for (let call = 0; call < LIMIT.points; call += 1) expect(await take('ana')).toBe(0);
    counter.pass(20_000);
    expect(await take('ana')).toBe(40);
    expect(await take('eva')).toBe(0);
    counter.pass(40_000);
    expect(await take('ana')).toBe(0);
  });

  test('asks the counter once for many calls, near the limit for each, and beyond it not at all', async () => {
    const counter = createCounter();
    const take = startProcess(counter);
    for (let call = 0; call < 85; call += 1) await take('ana');
    expect(counter.asked).toEqual([1, 2, 4, 8, ...Array(7).fill(CHUNK)]);
    for (let call = 0; call < 50; call += 1) await take('ana');
    expect(counter.asked.length).toBeLessThanOrEqual(11 + 2 * CHUNK + 1);
  });

  test('fetches few chunks for concurrent calls', async () => {
    const counter = createCounter();
    const take = startProcess(counter);
    const waits = await Promise.all(Array.from({ length: CHUNK }, () => take('ana')));
    expect(waits).toEqual(Array(CHUNK).fill(0));
    expect(counter.asked).toEqual([1, 2, 4, 8]);
    const more = await Promise.all(Array.from({ length: 200 }, () => take('ana')));
    expect(more.filter((wait) => wait === 0)).toHaveLength(LIMIT.points - CHUNK);
  });

  test('loses no unspent points of a caller that is evicted by others', async () => {
    const counter = createCounter();
    const take = startProcess(counter);
    const crowd = async (round: number) => {
      for (let key = 0; key < 10_000; key += 1) await take(`${round}-${key}`);
    };
    let allowed = 0;
    for (let round = 0; round < 6; round += 1) {
      for (let call = 0; call < 2; call += 1) if ((await take('ana')) === 0) allowed += 1;
      await crowd(round);
    }
    expect(allowed).toBe(12);
    expect(counter.pointsOf('ana')).toBeLessThanOrEqual(2 * allowed);
  });

  test('evicts the least recent callers first', async () => {
    const counter = createCounter();
    const take = startProcess(counter);
    for (let call = 0; call < 8; call += 1) await take('ana');
    for (let key = 0; key < 9_999; key += 1) await take(`a-${key}`);
    expect(await take('ana')).toBe(0);
    const before = counter.pointsOf('ana');
    for (let key = 0; key < 9_999; key += 1) await take(`b-${key}`);
    expect(await take('ana')).toBe(0);
    expect(counter.pointsOf('ana')).toBe(before);
  });

  test('fails all waiting calls when the counter fails, and asks again for the next call', async () => {
    let isAway = true;
    const counter = createCounter();
    const { take } = createLeasedLimit({
      ...{ limit: LIMIT, chunk: CHUNK, now: counter.now },
      store: {
        consume: (...call) =>
          isAway ? Promise.reject(new Error('away')) : counter.store.consume(...call),
      },
    });
    const outcomes = await Promise.allSettled([take('ana'), take('ana'), take('ana')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    isAway = false;
    expect(await take('ana')).toBe(0);
  });

  test('never allows more than the limit in a window, across processes', async () => {
    const step = fc.record({
      process: fc.nat({ max: 3 }),
      calls: fc.integer({ min: 1, max: 40 }),
      passMs: fc.oneof(fc.nat({ max: 300 }), fc.integer({ min: 300, max: 30_000 })),
    });
    const property = fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const counter = createCounter();
      const processes = Array.from({ length: 4 }, () => startProcess(counter));
      const allowed = new Map<number, number>();
      for (const { process, calls, passMs } of steps) {
        const take = processes[process];
        const burst = Array.from({ length: calls }, () => take?.('ana'));
        const passed = (await Promise.all(burst)).filter((wait) => wait === 0).length;
        const window = counter.windowOf('ana');
        // What was fetched in a window that is over is spent no more.
        if (passed > 0) expect(counter.now()).toBeLessThan(window);
        allowed.set(window, (allowed.get(window) ?? 0) + passed);
        counter.pass(passMs);
      }
      expect(Math.max(0, ...allowed.values())).toBeLessThanOrEqual(LIMIT.points);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  test('stops a caller at most one chunk per process early', async () => {
    const counter = createCounter();
    const processes = Array.from({ length: 4 }, () => startProcess(counter));
    let allowed = 0;
    for (let call = 0; call < 400; call += 1) {
      // The first process gets most calls, the others one now and then.
      const take = processes[call % 10 < 7 ? 0 : (call % 10) - 6];
      if ((await take?.('ana')) === 0) allowed += 1;
    }
    expect(allowed).toBeGreaterThanOrEqual(LIMIT.points - 4 * CHUNK);
    expect(allowed).toBeLessThanOrEqual(LIMIT.points);
  });

  test('consumes several points at once, and never more than the limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }),
        async (costs) => {
          const counter = createCounter();
          const processes = [startProcess(counter), startProcess(counter)];
          let spent = 0;
          for (const [index, cost] of costs.entries()) {
            const take = processes[index % 2];
            if ((await take?.('ana', cost)) === 0) spent += cost;
          }
          expect(spent).toBeLessThanOrEqual(LIMIT.points);
          expect(counter.pointsOf('ana')).toBeGreaterThanOrEqual(spent);
        },
      ),
    );
  });

  test('rejects a call that costs more than is left, and allows a cheaper one', async () => {
    const counter = createCounter();
    const take = startProcess(counter);
    for (let call = 0; call < 4; call += 1) expect(await take('ana', 20)).toBe(0);
    expect(await take('ana', 21)).toBe(60);
    const asked = counter.asked.length;
    expect(await take('ana', 30)).toBe(60);
    expect(counter.asked).toHaveLength(asked);
    expect(await take('ana', 20)).toBe(0);
    expect(await take('ana')).toBe(60);
  });

  test('uses the rest that is too small for a chunk for a single call', async () => {
    const counter = createCounter();
    const [one, other] = [startProcess(counter), startProcess(counter)];
    for (let call = 0; call < 15; call += 1) await one('ana');
    // All but two of the points are now spent elsewhere.
    await other('ana', LIMIT.points - counter.pointsOf('ana') - 2);
    const spend = async () => (await one('ana')) === 0;
    const spent = await Promise.all([spend(), spend(), spend()]);
    expect(spent).toEqual([true, true, false]);
    expect(await one('ana')).toBe(60);
  });

  test('never returns points to a new window', async () => {
    const counter = createCounter();
    const take = startProcess(counter);
    await take('ana', 61);
    await take('ana', 60);
    await take('ana', 50);
    expect(Math.min(...counter.asked)).toBeGreaterThan(0);
  });
});
