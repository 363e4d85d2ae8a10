import { parseArgs } from 'node:util';
import { systemClock } from '@trastienda/base';
import type { MigrationStatus } from '@trastienda/mongo';
import { escapeUnseen } from '../start/log/escape-line.ts';
import { describeMigration } from './describe-migration.ts';
import type { Command } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

function describeStatus({ id, description, startedAt, finishedAt, error }: MigrationStatus) {
  const state =
    finishedAt !== null
      ? `done ${finishedAt.toISOString()}`
      : error !== null
        ? `failed (${error})`
        : startedAt !== null
          ? 'unfinished'
          : 'pending';
  return escapeUnseen(`${id}  ${state}: ${description}`);
}

/** Brings what an earlier version stored into the shape that this one reads. */
export const migrateCommand: Command = {
  name: 'migrate',
  usage: '[--status]',
  summary: 'run pending migrations of stored data, or only list them',
  options: ['status'],
  run: (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { status: { type: 'boolean', default: false } },
    });
    return withDatabase(
      async ({ database: { migrations } }) => {
        if (values.status) {
          for (const each of await migrations.list()) console.log(describeStatus(each));
          return 0;
        }
        const { ran, left } = await migrations.run({
          now: systemClock.now,
          onProgress: (progress) => console.log(describeMigration(progress)),
        });
        for (const sentence of left) console.log(escapeUnseen(sentence));
        if (ran.length === 0) console.log('nothing to do');
        return 0;
      },
      { require: 'nothing' },
    );
  },
};
