import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openAuthDatabase } from '../../testing/open-auth-database.ts';
import type { NewApiKey } from './api-key-document.ts';

const { server, database } = await useTestDatabase(openAuthDatabase);
const keys = database.apiKeys;

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
let count = 0;

async function insert(overrides: Partial<NewApiKey> = {}) {
  count += 1;
  const key: NewApiKey = {
    id: keys.newId(),
    hash: count.toString(16).padStart(64, '0'),
    name: `Key ${count}`,
    permissions: ['catalog:read'],
    createdBy: 'creator',
    createdAt: NOW,
    expiresAt: later(100),
    ...overrides,
  };
  return { key, state: await keys.insert(key) };
}

describe('an API key', () => {
  test('is found by its hash, as it was created, and without the hash', async () => {
    const { key, state } = await insert({ permissions: ['catalog:read', 'catalog:write'] });
    expect(state).toEqual({
      id: key.id,
      name: key.name,
      permissions: ['catalog:read', 'catalog:write'],
      createdBy: 'creator',
      createdAt: NOW,
      expiresAt: later(100),
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(await keys.findActive(key.hash, NOW)).toEqual(state);
    expect(await keys.findActive('f'.repeat(64), NOW)).toBeNull();
  });

  test('is not found once it has expired', async () => {
    const { key } = await insert();
    expect(await keys.findActive(key.hash, later(99))).not.toBeNull();
    expect(await keys.findActive(key.hash, later(100))).toBeNull();
  });

  test('is not found once it is revoked, and keeps the time of the first revocation', async () => {
    const { key } = await insert();
    const revoked = await keys.revoke(key.id, later(1));
    expect(revoked).toMatchObject({ id: key.id, revokedAt: later(1) });
    expect(await keys.revoke(key.id, later(2))).toEqual(revoked);
    expect(await keys.findActive(key.hash, NOW)).toBeNull();
    expect(await keys.revoke(keys.newId(), NOW)).toBeNull();
  });

  test('is revoked together with the other keys of its creator, and no others', async () => {
    const { key: own } = await insert({ createdBy: 'a' });
    const { key: gone } = await insert({ createdBy: 'a' });
    const { key: other } = await insert({ createdBy: 'b' });
    await keys.revoke(gone.id, later(1));
    expect(await keys.revokeByCreator('a', later(2))).toBe(1);
    expect(await keys.findActive(own.hash, NOW)).toBeNull();
    expect(await keys.findActive(other.hash, NOW)).not.toBeNull();
    expect(await keys.revoke(gone.id, later(3))).toMatchObject({
      revokedAt: later(1),
    });
  });

  test('stores its last use, which only moves forward in time', async () => {
    const { key } = await insert();
    await keys.touch(key.id, later(10));
    await keys.touch(key.id, later(5));
    expect(await keys.findActive(key.hash, NOW)).toMatchObject({
      lastUsedAt: later(10),
    });
  });
});

describe('the list of API keys', () => {
  test('iterates over all keys once, newest first, including revoked and expired ones', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.unshift((await insert()).key.id);
    await keys.revoke(ids[2] ?? '', NOW);
    const listed: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await keys.list({ limit: 2, ...(cursor && { cursor }) });
      listed.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(listed).toEqual(ids);
  });

  test('rejects a cursor of another list', async () => {
    const cursor = Buffer.from('audit\nx').toString('base64url');
    await expect(keys.list({ limit: 2, cursor })).rejects.toMatchObject({
      reason: 'CURSOR_INVALID',
    });
  });
});

test('every query uses an index, and reads only what it needs', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  for (let index = 0; index < 20; index += 1) await insert();
  const { key } = await insert({ createdBy: 'a' });
  const cost = async (call: () => Promise<unknown>) => {
    const work = await workOf(embedded, call);
    expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
    return work.docsExamined;
  };
  expect(await cost(() => keys.findActive(key.hash, NOW))).toBe(1);
  expect(await cost(() => keys.list({ limit: 5 }))).toBe(6);
  expect(await cost(() => keys.touch(key.id, NOW))).toBe(1);
  expect(await cost(() => keys.revokeByCreator('a', NOW))).toBe(1);
  expect(await cost(() => keys.revoke(key.id, NOW))).toBe(1);
});
