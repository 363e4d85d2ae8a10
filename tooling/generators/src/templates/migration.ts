import type { Name } from '../names.ts';

/** A list of migrations without any. */
export const MIGRATION_LIST = `import type { Migration } from '@trastienda/mongo';

/** All migrations of this program in the order in which they run. Append new ones at the end. */
export const ALL_MIGRATIONS: readonly Migration[] = [];
`;

/** A migration that renames a field of a collection that does not exist: an example to change. */
export function migrationOf(id: string, { camel, words }: Name): string {
  return `import { type Migration, renameFields } from '@trastienda/mongo';

/** An example that renames a field; change the names, the description and the test beside it. */
export const ${camel}: Migration = {
  id: '${id}',
  description: '${words}',

  async run({ db, signal }) {
    await renameFields(db.collection('examples'), { formerName: 'name' }, { signal });
    return [];
  },
};
`;
}

/** Test of a migration: what works, and what is still to be said. */
export function migrationTestOf(id: string, { camel }: Name): string {
  return `import { type MigrationContext, openMigrationContext } from '@trastienda/mongo';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ${camel} } from './${id}.ts';

let server: TestDatabase;
let context: MigrationContext;
let close: () => Promise<void>;

beforeAll(async () => {
  server = await startTestDatabase();
  ({ context, close } = await openMigrationContext(server.uri));
});

afterAll(async () => {
  await close();
  await server.stop();
});

test('The migration changes every document, and none when it runs again', async () => {
  const collection = context.db.collection<{ _id: string; formerName?: string }>('examples');
  await collection.insertMany([{ _id: 'a', formerName: 'Ana' }, { _id: 'b' }]);
  for (let runs = 1; runs <= 2; runs += 1) {
    expect(await ${camel}.run(context)).toEqual([]);
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'a', name: 'Ana' },
      { _id: 'b' },
    ]);
  }
});

test('${id} changes the documents of this application', () => {
  expect.fail(
    'Store here what the released version stores, and state what the migration makes of it.',
  );
});
`;
}
