import { afterEach, expect, test, vi } from 'vitest';
import { TimeSlice } from '../scheduling/time-slice.ts';
import { useDatabase } from '../testing/harness.ts';

const COUNT = 600;

const harness = useDatabase({ ttlSeconds: 0 });

afterEach(() => void vi.restoreAllMocks());

test('expired documents are deleted even when other work takes longer than the sweep waits for a transaction', async () => {
  const things = harness.collection();
  const realNow = Date.now.bind(Date);
  let passed = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + passed);
  await things.insertMany(Array.from({ length: COUNT }, () => ({ at: new Date(0) })));
  // Each yield of the sweep lasts two seconds.
  vi.spyOn(TimeSlice.prototype, 'pause').mockImplementation(() => {
    passed += 2000;
    return Promise.resolve();
  });
  await things.createIndex({ at: 1 }, { expireAfterSeconds: 0 });
  await expect.poll(() => things.estimatedDocumentCount()).toBe(0);
});
