import { createServer } from 'node:net';
import { startTestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';

const server = await useStarted(startTestDatabase);

/** Returns a port without a listener. */
async function closedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe('openDatabase', () => {
  test('responds to a ping', async () => {
    const database = await openNotes(server.uri);
    await expect(database.ping()).resolves.toBeUndefined();
    await database.close();
  });

  test('throws DATABASE_UNAVAILABLE when no server listens', async () => {
    const uri = `mongodb://127.0.0.1:${await closedPort()}/notes?directConnection=true`;
    await expect(openNotes(uri, { serverSelectionTimeoutMs: 100 })).rejects.toMatchObject({
      reason: 'DATABASE_UNAVAILABLE',
    });
  });

  test('creates the declared indexes on demand, and misses none afterwards', async () => {
    const database = await openNotes(server.uri);
    const { missing } = await database.indexes.check();
    expect(missing).toContain('notes lacks {"author":1,"_id":1}');
    for (let run = 0; run < 2; run += 1) {
      await database.indexes.sync();
      expect(await database.indexes.check()).toEqual({ missing: [], unknown: [] });
    }
    await database.close();
  });

  test('keeps indexes created by hand unless dropUnknown is set', async () => {
    const database = await openNotes(server.uri);
    await database.indexes.sync();
    await server.withClient((client) => client.db().collection('notes').createIndex({ text: 1 }));
    const unknown = ['notes has text_1, which is not declared'];
    await database.indexes.sync();
    expect(await database.indexes.check()).toEqual({ missing: [], unknown });
    await database.indexes.sync({ dropUnknown: true });
    expect(await database.indexes.check()).toEqual({ missing: [], unknown: [] });
    await database.close();
  });
});
