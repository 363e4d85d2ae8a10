import type { MigrationProgress } from '@trastienda/mongo';

const WAITING = {
  migration: 'waiting for another process, which is migrating',
  servers: 'waiting for a server to stop',
} as const;

/** One line about what happens while migrations run. */
export function describeMigration(progress: MigrationProgress): string {
  if (progress.kind === 'waiting') return WAITING[progress.for];
  const { id, description, startedAt, finishedAt } = progress.migration;
  if (progress.kind === 'started') return `${id}: ${description}`;
  const milliseconds = (finishedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0);
  return `${id}: done in ${milliseconds} ms`;
}
