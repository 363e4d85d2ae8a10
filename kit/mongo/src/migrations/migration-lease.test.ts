import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withMigrationLease } from './migration-lease.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const NOW = new Date('2100-01-01T00:00:00.000Z');

/** Creates leases whose next results the test decides. */
function createLeases(answer: () => boolean) {
  return {
    acquired: 0,
    async acquire() {
      this.acquired += 1;
      return answer();
    },
    async release() {},
    findHeld: async () => [],
  };
}

/** Works until the lease is lost; resolves with the reason. */
const untilLost = (signal: AbortSignal) =>
  new Promise<unknown>((resolve) => {
    signal.addEventListener('abort', () => resolve(signal.reason));
  });

const options = { now: () => NOW, onWait: () => {} };

test('a lease is renewed during the work', async () => {
  const leases = createLeases(() => true);
  let finish = () => {};
  const work = withMigrationLease({ ...options, leases }, (signal) => {
    return new Promise<boolean>((resolve) => {
      finish = () => resolve(signal.aborted);
    });
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(leases.acquired).toBe(7);
  finish();
  expect(await work).toBe(false);
});

test('work is aborted when another process has acquired the lease', async () => {
  const answers = [true, true, false];
  const leases = createLeases(() => answers.shift() ?? false);
  const lost = withMigrationLease({ ...options, leases }, untilLost);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await lost).toMatchObject({ message: expect.stringContaining('taken over') });
});

test('work continues while the database is unavailable, until the lease has ended', async () => {
  let isAway = false;
  const leases = createLeases(() => {
    if (isAway) throw new Error('away');
    return true;
  });
  let lostAt: number | null = null;
  const startedAt = performance.now();
  const lost = withMigrationLease({ ...options, leases }, async (signal) => {
    const reason = await untilLost(signal);
    lostAt = performance.now();
    return reason;
  });
  await vi.advanceTimersByTimeAsync(15_000);
  isAway = true;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(lostAt).toBeNull();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await lost).toMatchObject({ message: 'away' });
  expect(lostAt).toBe(startedAt + 40_000);
});
