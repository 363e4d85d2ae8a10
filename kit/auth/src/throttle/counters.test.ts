import { AuthError } from '@trastienda/auth-contract';
import { maxReadMs, type RateLimitStore, runCallBefore } from '@trastienda/mongo';
import { describe, expect, test } from 'vitest';
import { type Counter, createCounters } from './counters.ts';

/** Creates a store whose counters end after some seconds, with its counts. */
function recordingStore(retryAfterSeconds: number, failing?: string) {
  const told: [string, number][] = [];
  const state = { isAllowed: true, remaining: 1, retryAfterSeconds };
  const store: RateLimitStore = {
    async consume({ name, points: allowed }, _key, points = 1) {
      if (name === failing) throw new Error('away');
      const isAllowed = allowed > 0;
      if (isAllowed || points < 0) told.push([name, points]);
      return { ...state, isAllowed };
    },
    peek: async () => state,
    reset: async () => undefined,
  };
  return { counters: createCounters(store), store, told };
}

const counter = (name: string, points = 5): Counter => ({
  limit: { name, points, seconds: 900 },
  key: 'key',
});
const wrong = () => Promise.reject(new AuthError('PASSWORD_INCORRECT'));

describe('a guess', () => {
  test('is counted before it is made, and stays counted when it was wrong', async () => {
    const { counters, told } = recordingStore(900);
    const guess = counters.guess([counter('a')], ['PASSWORD_INCORRECT'], wrong);
    await expect(guess).rejects.toMatchObject({ reason: 'PASSWORD_INCORRECT' });
    expect(told).toEqual([['a', 1]]);
  });

  test.each([
    ['right', async () => 'right'],
    ['interrupted', () => Promise.reject(new Error('no'))],
    ['wrong about something else', () => Promise.reject(new AuthError('SECOND_FACTOR_INVALID'))],
  ])('that is %s is returned', async (_what, work: () => Promise<string>) => {
    const { counters, told } = recordingStore(900);
    await counters.guess([counter('a')], ['PASSWORD_INCORRECT'], work).catch(() => undefined);
    expect(told).toEqual([
      ['a', 1],
      ['a', -1],
    ]);
  });

  test('is counted, made and returned although the deadline of its call has passed', async () => {
    const { counters, told } = recordingStore(900);
    const call = { type: 'mutation', deadline: { totalMs: 10, remainingMs: () => 0 } } as const;
    // Past the deadline a read gets a millisecond.
    const guess = () =>
      counters.guess([counter('a')], ['PASSWORD_INCORRECT'], async () => maxReadMs());
    expect(await runCallBefore(call, async () => maxReadMs())).toBe(1);
    expect(await runCallBefore(call, guess)).toBeGreaterThan(1);
    expect(told).toEqual([
      ['a', 1],
      ['a', -1],
    ]);
  });

  test('is counted and forgotten by writes that no deadline bounds', async () => {
    const times: number[] = [];
    const { store } = recordingStore(900);
    const counters = createCounters({
      ...store,
      consume(...call) {
        times.push(maxReadMs());
        return store.consume(...call);
      },
      async reset() {
        times.push(maxReadMs());
      },
    });
    const call = { type: 'mutation', deadline: { totalMs: 10, remainingMs: () => 0 } } as const;
    await runCallBefore(call, async () => {
      await counters.consume([counter('a')]);
      await counters.reset([counter('a')]);
    });
    expect(times).toHaveLength(2);
    expect(Math.min(...times)).toBeGreaterThan(1);
  });

  test('is not returned to a counter that may have restarted: that would grant an extra guess', async () => {
    const { counters, told } = recordingStore(1);
    await counters.guess([counter('a')], ['PASSWORD_INCORRECT'], async () => 'right');
    expect(told).toEqual([['a', 1]]);
  });

  test('is not made, and counted nowhere, when one counter rejects it or fails', async () => {
    for (const failing of [undefined, 'c']) {
      const { counters, told } = recordingStore(900, failing);
      let isMade = false;
      const work = async () => {
        isMade = true;
      };
      const all = [counter('a'), counter('b'), counter('c', 0), counter('d')];
      await expect(counters.guess(all, [], work)).rejects.toThrow();
      expect(isMade).toBe(false);
      expect(told.map(([name]) => name)).toEqual(['a', 'b', 'a', 'b']);
      const sums = new Map<string, number>();
      for (const [name, points] of told) sums.set(name, (sums.get(name) ?? 0) + points);
      expect([...sums.values()].every((sum) => sum === 0)).toBe(true);
    }
  });
});
