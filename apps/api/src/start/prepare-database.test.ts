import { openDatabase } from '@trastienda/db';
import { startTestDatabase } from '@trastienda/testing';
import { expect, test } from 'vitest';
import { prepareDatabase } from './prepare-database.ts';

test('a database of an earlier version is upgraded once, and what it leaves is said', async () => {
  const server = await startTestDatabase();
  const database = await openDatabase(server.uri);
  const now = new Date('2100-01-01T00:00:00.000Z');
  const insert = (country: string) =>
    database.taxZones.insert({
      ...{ id: database.taxZones.newId(), name: 'VAT', country, region: null, ratePpm: 1 },
      ...{ isTaxIncluded: true, isShippingTaxed: true, updatedAt: now },
    });
  try {
    await database.indexes.sync();
    for (const country of ['GB', 'UK', 'EL']) await insert(country);
    const left = ['The tax zone of UK counts for nobody: there is one with GB.'];
    const prepare = () => prepareDatabase(database, false, now);
    expect(await prepare()).toEqual({ unknown: [], left });
    expect(await database.taxZones.findFor('GR', null)).toMatchObject({ country: 'GR' });
    expect(await prepare()).toEqual({ unknown: [], left: [] });
  } finally {
    await database.close();
    await server.stop();
  }
});
