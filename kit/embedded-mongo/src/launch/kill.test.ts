import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { checkConsistency } from '../testing/check-consistency.ts';
import type { Written } from '../testing/check-recovery.ts';
import {
  checkRecovery,
  findRepeatedWrites,
  retryLast,
  writtenBy,
} from '../testing/check-recovery.ts';
import type { ChildServer } from '../testing/child.ts';
import { requireBuild, startCli } from '../testing/child.ts';
import type { Attempt } from '../testing/crash-client.ts';
import { CrashClient } from '../testing/crash-client.ts';
import type { Step } from '../testing/crash-steps.ts';
import { anyStep } from '../testing/crash-steps.ts';
import { RawClient } from '../testing/raw-client.ts';
import { runCount } from '../testing/run-count.ts';

beforeAll(requireBuild);

/** When to kill: after a number of answers plus a delay. */
interface Kill {
  readonly answers: number;
  readonly milliseconds: number;
  readonly work: readonly Iterator<Step>[];
}

const MAX_ANSWERS = 300;
const MAX_DELAY_MS = 30;

/** Draws small numbers as often as large ones. */
const evenDistribution = (max: number) =>
  fc.double({ min: 0, max: 1, noNaN: true }).map((luck) => max ** luck);

const kill: fc.Arbitrary<Kill> = fc.record({
  answers: evenDistribution(MAX_ANSWERS).map(Math.round),
  milliseconds: evenDistribution(MAX_DELAY_MS),
  work: fc.array(fc.infiniteStream(anyStep), { minLength: 2, maxLength: 4 }),
});

function portOf({ uri }: ChildServer): number {
  return Number(new URL(uri).port);
}

/** Runs clients until the server is killed. Returns what they attempted. */
async function workUntilKilled(
  server: ChildServer,
  { answers, milliseconds, work }: Kill,
): Promise<Attempt[]> {
  const raws = await Promise.all(work.map(() => RawClient.open(portOf(server))));
  const clients = raws.map((raw) => new CrashClient(raw));
  let answered = 0;
  const killSoon = (): void => {
    setTimeout(() => server.process.kill('SIGKILL'), milliseconds);
  };
  const runs = clients.map(async (client, i) => {
    for (;;) {
      const step = work[i]?.next();
      if (!step || step.done || !(await client.run(step.value))) return;
      answered += 1;
      if (answered === answers) killSoon();
    }
  });
  expect(await server.exited).toBe('SIGKILL');
  await Promise.all(runs);
  for (const raw of raws) raw.close();
  return clients.flatMap(({ attempts }) => attempts);
}

test('a killed command keeps every acknowledged write, and every other write completely or not at all', async () => {
  const property = fc.asyncProperty(
    fc.array(kill, { minLength: 8, maxLength: 8 }),
    async (kills) => {
      const dir = await mkdtemp(join(tmpdir(), 'trastienda-kill-'));
      let server: ChildServer | undefined;
      try {
        const earlier: Attempt[] = [];
        let latest: Attempt[] = [];
        let written: Written = new Map();
        for (const one of kills) {
          server = await startCli(['--dir', dir]);
          expect(await retryLast(portOf(server), latest, written)).toEqual([]);
          earlier.push(...latest);
          latest = await workUntilKilled(server, one);
          const report = await checkConsistency(dir);
          const now = writtenBy(report);
          expect(checkRecovery(report, [...earlier, ...latest])).toEqual([]);
          expect(findRepeatedWrites(written, now)).toEqual([]);
          written = now;
        }
      } finally {
        server?.process.kill('SIGKILL');
        await server?.exited;
        await rm(dir, { recursive: true, force: true });
      }
    },
  );
  await fc.assert(property, { numRuns: runCount(1, 25), endOnFailure: true });
}, 3_600_000);
