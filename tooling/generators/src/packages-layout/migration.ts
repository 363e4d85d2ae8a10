import { addMigration } from '../add-migration.ts';
import type { Changes } from '../changes.ts';
import type { MigrationRequest, NextSteps } from '../request.ts';

/** Adds a migration to a shop. */
export function generateMigration(changes: Changes, request: MigrationRequest): NextSteps {
  const { test } = addMigration(changes, 'packages/db/src/migrations', request);
  return [
    `Store in ${test} what the released version stores, and change the example to it; the test fails until then.`,
    'Name in `former` what the migration replaces, so that a start detects data that an earlier version has written since.',
    'Tell operators about it in docs/UPGRADING.md.',
  ];
}
