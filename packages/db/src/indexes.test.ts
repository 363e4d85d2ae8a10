import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';

const { server } = await useTestDatabase(openDatabase);

describe('the server', () => {
  test.each([
    ['sessions', 'expiresAt'],
    ['one_time_tokens', 'expiresAt'],
    ['emails', 'expiresAt'],
    ['rate_limits', 'expiresAt'],
  ])('removes expired documents of %s', async (collection, field) => {
    await server.withClient(async (client) => {
      const indexes = await client.db().collection(collection).indexes();
      const expiring = indexes.filter((index) => index.expireAfterSeconds !== undefined);
      expect(expiring).toMatchObject([{ key: { [field]: 1 }, expireAfterSeconds: 0 }]);
    });
  });

  test.each(['accounts', 'api_keys', 'audit', 'products', 'facets'])(
    'never removes documents of %s automatically',
    async (collection) => {
      await server.withClient(async (client) => {
        const indexes = await client.db().collection(collection).indexes();
        expect(indexes.filter((index) => index.expireAfterSeconds !== undefined)).toEqual([]);
      });
    },
  );

  test.each([
    ['accounts', { emailKey: 'ana@example.com' }],
    ['api_keys', { hash: '0'.repeat(64) }],
  ])('rejects a duplicate in %s, also from another program', async (name, document) => {
    await server.withClient(async (client) => {
      const collection = client.db().collection<{ _id: string }>(name);
      await collection.insertOne({ _id: 'first', ...document });
      const second = collection.insertOne({ _id: 'second', ...document });
      await expect(second).rejects.toMatchObject({ code: 11_000 });
    });
  });
});
