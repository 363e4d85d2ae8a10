import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { insertAccount } from '../../fixtures/insert-account.ts';
import { openAuthDatabase } from '../../testing/open-auth-database.ts';

const { server, database } = await useTestDatabase(openAuthDatabase);
const { accounts } = database;

beforeEach(() => server.clear());

const CREATED_AT = new Date('2026-01-31T12:00:00.000Z');
const AT = new Date('2026-02-01T00:00:00.000Z');

const insert = (overrides: Parameters<typeof insertAccount>[1] = {}) =>
  insertAccount(accounts, overrides);

describe('the list of accounts', () => {
  test('iterates over all accounts once, newest first, including deleted ones', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.unshift(
        (await insert({ role: index % 2 === 0 ? 'staff' : 'member', createdAt: CREATED_AT })).id,
      );
    }
    await accounts.anonymize(ids[1] ?? '', 'member', AT);
    for (const limit of [1, 2, 5, 10]) {
      const listed: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await accounts.list({ limit, ...(cursor && { cursor }) });
        listed.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(listed).toEqual(ids);
    }
    const staff = await accounts.list({ limit: 10, role: 'staff' });
    expect(staff.items.map(({ id }) => id)).toEqual([ids[0], ids[2], ids[4]]);
    const { items } = await accounts.list({ limit: 10 });
    expect(items[1]).toEqual({
      id: ids[1],
      email: null,
      name: '',
      locale: 'en',
      role: 'member',
      passwordHash: null,
      totp: null,
      recoveryCodeHashes: [],
      emailChange: null,
      emailVerifiedAt: CREATED_AT,
      createdAt: CREATED_AT,
      disabledAt: null,
      deletedAt: AT,
    });
  });

  test('finds the one account of an address', async () => {
    const { id, emailKey } = await insert();
    const found = await accounts.list({ limit: 10, emailKey });
    expect(found).toMatchObject({ items: [{ id }], nextCursor: null });
    expect((await accounts.list({ limit: 10, emailKey, role: 'owner' })).items).toEqual([]);
  });

  test('rejects a cursor of another list', async () => {
    const cursor = Buffer.from('audit\nx').toString('base64url');
    await expect(accounts.list({ limit: 10, cursor })).rejects.toMatchObject({
      reason: 'CURSOR_INVALID',
    });
  });
});

test('every query uses an index, and a page reads only its own accounts', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  for (let index = 0; index < 40; index += 1) {
    await insert(index % 10 === 0 ? { role: 'owner' } : {});
  }
  const account = await insert();
  const cost = async (call: () => Promise<unknown>) => {
    const { docsExamined, collectionScans, inMemorySorts } = await workOf(embedded, call);
    expect({ collectionScans, inMemorySorts }).toEqual({ collectionScans: [], inMemorySorts: 0 });
    return docsExamined;
  };
  const { id, emailKey } = account;
  expect(await cost(() => accounts.find(id))).toBe(1);
  expect(await cost(() => accounts.findByEmailKey(emailKey))).toBe(1);
  expect(await cost(() => accounts.lock(id))).toBe(1);
  expect(await cost(() => accounts.setRole(id, 'staff'))).toBe(1);
  expect(await cost(() => accounts.lockByRole('owner'))).toBe(4);
  expect(await cost(() => accounts.list({ limit: 5 }))).toBe(6);
  expect(await cost(() => accounts.list({ limit: 2, role: 'owner' }))).toBe(3);
  // The single account is sorted as every list is.
  expect((await workOf(embedded, () => accounts.list({ limit: 5, emailKey }))).docsExamined).toBe(
    1,
  );
});
