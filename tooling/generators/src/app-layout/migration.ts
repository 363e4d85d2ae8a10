import { addMigration } from '../add-migration.ts';
import type { Changes } from '../changes.ts';
import { callOf, firstObjectOf, requireVariables } from '../edits/find-nodes.ts';
import { addImport } from '../edits/imports.ts';
import { addProperty } from '../edits/members.ts';
import { insertBefore, statementCalling } from '../edits/statements.ts';
import type { MigrationRequest, NextSteps } from '../request.ts';
import { PATHS } from './paths.ts';

/** Opens the database with the list of migrations, and runs them before the indexes are made. */
function registerList(changes: Changes): void {
  changes.edit(PATHS.database, (source) => {
    const options = firstObjectOf(callOf(source, 'openDatabase'));
    addProperty(options, 'migrations', 'ALL_MIGRATIONS', { atEnd: true });
    addImport(source, './migrations/all-migrations.ts', [{ name: 'ALL_MIGRATIONS' }]);
  });
  changes.edit(PATHS.startApp, (source) => {
    requireVariables(source, ['database']);
    const sync = statementCalling(source, 'database.indexes.sync');
    insertBefore(sync, 'await database.migrations.run({ now: systemClock.now });');
    addImport(source, '@trastienda/base', [{ name: 'systemClock' }]);
  });
}

/** Adds a migration to an application, and the list of them with the first one. */
export function generateMigration(changes: Changes, request: MigrationRequest): NextSteps {
  const { test, isFirst } = addMigration(changes, PATHS.migrations, request);
  if (isFirst) registerList(changes);
  return [
    `Store in ${test} what the released version stores, and change the example to it; the test fails until then.`,
    'Name in `former` what the migration replaces, so that a start detects data that an earlier version has written since.',
  ];
}
