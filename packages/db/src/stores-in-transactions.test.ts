import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';

const { server, database } = await useTestDatabase(openDatabase);

const NOW = new Date('2100-01-01T00:00:00.000Z');
const END = new Date('2100-01-02T00:00:00.000Z');

/** Reads every document of the collections that join transactions. */
async function everything(): Promise<unknown> {
  const stored: Record<string, unknown> = {};
  await server.withClient(async (client) => {
    for (const { collectionName } of await client.db().collections()) {
      stored[collectionName] = await client.db().collection(collectionName).find().toArray();
    }
  });
  return stored;
}

test('every read and write of the stores joins the surrounding transaction', async () => {
  const { emails } = database;
  const email = { id: emails.newId(), sealed: 'sealed', createdAt: NOW, expiresAt: END };
  await emails.enqueue(email);
  const before = await everything();

  const work = database.transaction(async () => {
    await emails.enqueue({ ...email, id: emails.newId() });
    const leased = await emails.lease(NOW, END);
    expect(await emails.finish(leased?.id ?? '', leased?.leaseId ?? '')).toBe(true);
    throw new Error('after everything');
  });
  await expect(work).rejects.toThrow('after everything');
  expect(await everything()).toEqual(before);
});
