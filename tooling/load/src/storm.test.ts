import { describe, expect, test } from 'vitest';
import { runCrash } from './run-crash.ts';
import { runStorm } from './run-storm.ts';

/** Long, for machines that do much else: both take some 10 seconds on a quiet one. */
const PATIENCE = { timeout: 1_200_000 };

// Both start a separate database, whatever server the suite runs on otherwise.
describe.skipIf(process.env.MONGODB_URI !== undefined)('a shop of several server processes', () => {
  test(
    'sells the last units to as many of the buyers who come at once, and charges no other',
    PATIENCE,
    async () => {
      const report = await runStorm({ seed: 5, buyers: 12, units: 3, processes: 2 });
      expect(report).toMatchObject({ problems: [], orders: 3 });
    },
  );

  test(
    'loses nothing that it acknowledged when processes are killed, and does nothing by halves',
    PATIENCE,
    async () => {
      const report = await runCrash({
        ...{ seed: 5, checkouts: 8, atOnce: 4, processes: 2, maxCalls: 20 },
      });
      expect(report.problems).toEqual([]);
      expect(report.crashes).toBeGreaterThan(0);
    },
  );
});
