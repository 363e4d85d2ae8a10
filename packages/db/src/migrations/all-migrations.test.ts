import { readdir } from 'node:fs/promises';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { ALL_MIGRATIONS } from './all-migrations.ts';

describe('the list of migrations', () => {
  test('contains every numbered file of this folder, in order', async () => {
    const files = (await readdir(import.meta.dirname))
      .filter((name) => /^\d{4}-[a-z0-9-]+\.ts$/.test(name))
      .map((name) => name.slice(0, -3));
    expect(ALL_MIGRATIONS.map(({ id }) => id)).toEqual(files.toSorted());
    const numbers = files.map((name) => name.slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

const { server, database } = await useTestDatabase(openDatabase);
const { migrations } = database;

beforeEach(() => server.withClient((client) => client.db().dropDatabase()));

const now = () => new Date('2100-01-01T00:00:00.000Z');

describe('migrations', () => {
  test('of empty collections are run, because an earlier version may have made their indexes', async () => {
    await server.withClient(async (client) => {
      await client.db().collection('payments').createIndex({ intent: 1 }, { unique: true });
      await client.db().createCollection('mails');
    });
    expect(await migrations.isEmpty()).toBe(true);
    await migrations.run({ now });
    await server.withClient(async (client) => {
      const indexes = await client.db().collection('payments').indexes();
      expect(indexes.map(({ name }) => name)).toEqual(['_id_']);
    });
    expect((await migrations.list()).every(({ finishedAt }) => finishedAt !== null)).toBe(true);
  });

  test('reject a database to which an earlier version has written since', async () => {
    await migrations.run({ now });
    await server.withClient(async (client) => {
      const db = client.db();
      // That version makes its collections when it starts, or a backup of it brings them: the
      // records of migrations stay.
      await db.createCollection('mails');
      await db.collection<{ _id: string }>('stock').insertOne({ _id: 'A' });
      await expect(migrations.run({ now })).resolves.toEqual({ ran: [], left: [] });

      for (const [name, field] of [
        ['checkouts', 'holds'],
        ['test_settings', null],
      ] as const) {
        await db.collection(name).insertOne({ [field ?? 'kind']: [] });
        const found = field === null ? name : `${name}.${field}`;
        const rejection = {
          name: 'EarlierDataError',
          message: expect.stringContaining(`(${found})`),
        };
        await expect(migrations.list()).rejects.toMatchObject(rejection);
        await expect(migrations.run({ now })).rejects.toMatchObject(rejection);
        await db.collection(name).deleteMany({});
      }
    });
  });
});
