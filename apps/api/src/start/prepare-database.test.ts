import { type Database, openDatabase } from '@trastienda/shop-db';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareDatabase } from './prepare-database.ts';

let server: TestDatabase;
let database: Database;

beforeEach(async () => {
  server = await startTestDatabase();
  database = await openDatabase(server.uri);
});

afterEach(async () => {
  await database.close();
  await server.stop();
});

const NOW = new Date('2100-01-01T00:00:00.000Z');
const prepare = (isEmbedded: boolean) =>
  prepareDatabase(database, { isEmbedded, now: () => NOW, onProgress: () => {} });

async function insertZones(): Promise<void> {
  for (const country of ['GB', 'UK', 'EL']) {
    await database.taxZones.insert({
      ...{ id: database.taxZones.newId(), name: 'VAT', country, region: null, ratePpm: 1 },
      ...{ isTaxIncluded: true, isShippingTaxed: true, updatedAt: NOW },
    });
  }
}

const countries = async () =>
  (await database.taxZones.list({ limit: 9 })).items.map(({ country }) => country);

describe('an embedded database', () => {
  test('of an earlier version is migrated once, and its leftovers are reported', async () => {
    await insertZones();
    const left = ['The tax zone of UK applies to no address: there is one with GB.'];
    expect(await prepare(true)).toEqual({ unknown: [], left });
    expect(await countries()).toContain('GR');
    expect(await prepare(true)).toEqual({ unknown: [], left: [] });
  });
});

describe('a database of the operator’s', () => {
  test('of an earlier version is rejected with the command to run, and not changed', async () => {
    await database.indexes.sync();
    await insertZones();
    await expect(prepare(false)).rejects.toMatchObject({
      name: 'MigrationsPendingError',
      message: expect.stringContaining('`pnpm shop migrate` first:\n  0001-one-form: '),
    });
    expect(await countries()).not.toContain('GR');
    await database.migrations.run({ now: () => NOW });
    expect(await prepare(false)).toEqual({ unknown: [], left: [] });
  });

  test('that is new needs its indexes, and no migration', async () => {
    await expect(prepare(false)).rejects.toMatchObject({ name: 'IndexesMissingError' });
    await database.indexes.sync();
    await insertZones();
    expect(await prepare(false)).toEqual({ unknown: [], left: [] });
  });
});
