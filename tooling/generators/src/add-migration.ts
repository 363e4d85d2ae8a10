import type { Changes } from './changes.ts';
import { arrayNamed } from './edits/find-nodes.ts';
import { addImport } from './edits/imports.ts';
import { GeneratorError } from './generator-error.ts';
import { nameOf } from './names.ts';
import type { MigrationRequest } from './request.ts';
import { MIGRATION_LIST, migrationOf, migrationTestOf } from './templates/migration.ts';

const NUMBERED = /^\.\/(\d{4})-/;

/** Where a migration has been put. */
export interface AddedMigration {
  /** Path of its test. */
  readonly test: string;
  /** True when the application had no list of migrations. */
  readonly isFirst: boolean;
}

/**
 * Adds a numbered migration and its test to the list in `folder`, and the list itself when there is
 * none.
 * @throws {GeneratorError} when the name is taken.
 */
export function addMigration(
  changes: Changes,
  folder: string,
  request: MigrationRequest,
): AddedMigration {
  const name = nameOf(request.name, 'migration');
  const list = `${folder}/all-migrations.ts`;
  const isFirst = !changes.exists(list);
  if (isFirst) changes.create(list, MIGRATION_LIST);
  const modules = changes
    .read(list)
    .getImportDeclarations()
    .map((each) => each.getModuleSpecifierValue());
  const numbers = modules.map((module) => Number(NUMBERED.exec(module)?.[1] ?? 0));
  const number = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
  const id = `${number}-${name.kebab}`;
  changes.create(`${folder}/${id}.ts`, migrationOf(id, name));
  changes.create(`${folder}/${id}.test.ts`, migrationTestOf(id, name));
  changes.edit(list, (file) => {
    const migrations = arrayNamed(file, 'ALL_MIGRATIONS');
    if (migrations.getElements().some((each) => each.getText() === name.camel)) {
      throw new GeneratorError(`The name ${name.kebab} is taken by an earlier migration.`);
    }
    migrations.addElement(name.camel, { useNewLines: true });
    addImport(file, `./${id}.ts`, [{ name: name.camel }]);
  });
  return { test: `${folder}/${id}.test.ts`, isFirst };
}
