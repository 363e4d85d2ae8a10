import type { JobNames } from '../job-names.ts';

/** Where a job has its database from. */
export interface DatabaseNames {
  /** Type of the open database, and the module that exports it. */
  readonly type: string;
  readonly typeModule: string;
  /** Function that opens it, and the module that exports it. */
  readonly open: string;
  readonly openModule: string;
}

/** A job that does nothing yet. */
export function jobOf({ job, deps }: JobNames, { type, typeModule }: DatabaseNames): string {
  return `import type { Clock } from '@trastienda/base';
import type { Job } from '@trastienda/mongo';
import type { ${type} } from '${typeModule}';

export interface ${deps} {
  readonly database: ${type};
  readonly clock: Clock;
}

/**
 * Does nothing yet. A round reads a bounded batch of what is due, changes each under a guard in its
 * own transaction, and returns how many it has changed: \`createBatchJob\` of @trastienda/mongo makes
 * such a job of the two steps.
 */
export function create${job.pascal}(_deps: ${deps}): Job {
  return {
    name: '${job.kebab}',
    async runOnce() {
      return 0;
    },
  };
}
`;
}

/** Test of a job: what works, and what is still to be said. */
export function jobTestOf({ job }: JobNames, { open, openModule }: DatabaseNames): string {
  const opening = `import { ${open} } from '${openModule}';\n`;
  const isLocal = openModule.startsWith('.');
  return `${isLocal ? '' : opening}import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
${isLocal ? opening : ''}import { create${job.pascal} } from './${job.kebab}.ts';

const { database } = await useTestDatabase(${open});
const NOW = new Date('2100-01-01T00:00:00.000Z');

test('A round without anything due changes nothing', async () => {
  const job = create${job.pascal}({ database, clock: { now: () => NOW } });
  expect(await job.runOnce()).toBe(0);
});

test('${job.kebab} keeps its promise', () => {
  expect.fail(
    'State in the title what ${job.kebab} guarantees, test it here, and change the generated job to it.',
  );
});
`;
}
