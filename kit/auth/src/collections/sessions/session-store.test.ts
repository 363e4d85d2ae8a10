import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { insertAccount } from '../../fixtures/insert-account.ts';
import { newSession } from '../../testing/new-session.ts';
import { openAuthDatabase } from '../../testing/open-auth-database.ts';

const { server, database } = await useTestDatabase(openAuthDatabase);
const { sessions } = database;

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

async function insert(overrides: Parameters<typeof newSession>[0] = {}) {
  const session = newSession(overrides);
  await sessions.insert(session);
  return session;
}

const expiryOf = async ({ accountId }: { accountId: string }) =>
  (await sessions.allByAccount(accountId))[0]?.expiresAt;

describe('a session with its account', () => {
  test('is read back as inserted, with the account fields of a check and no secret', async () => {
    const account = await insertAccount(database.accounts);
    const { id, email, name, locale, role, createdAt } = account;
    await database.accounts.startTotp(id, 'sealed');
    await database.accounts.confirmTotp(id, 1, ['a']);
    const session = await insert({ accountId: id });
    expect(await sessions.findWithAccount(session.id)).toEqual({
      session,
      account: {
        id,
        attributes: { email, name, locale, role, createdAt, disabledAt: null, deletedAt: null },
      },
    });
  });

  test('shows changes of the account at once', async () => {
    const { id } = await insertAccount(database.accounts);
    const session = await insert({ accountId: id });
    await database.accounts.setRole(id, 'owner');
    await database.accounts.setDisabled(id, NOW);
    expect(await sessions.findWithAccount(session.id)).toMatchObject({
      account: { attributes: { role: 'owner', disabledAt: NOW } },
    });
  });

  test('is null when either is absent', async () => {
    const session = await insert();
    expect(await sessions.findWithAccount(session.id)).toBeNull();
    expect(await sessions.findWithAccount('0'.repeat(64))).toBeNull();
  });

  test('keeps foreign attributes unchanged', async () => {
    const stranger = { _id: 'a-user', username: 'ana' };
    await server.withClient((client) =>
      client.db().collection<{ _id: string }>('accounts').insertOne(stranger),
    );
    // Lucia's conformance suite uses attributes that are not ours.
    const attributes = { country: 'us' } as never;
    const session = { ...newSession({ accountId: 'a-user' }), attributes };
    await sessions.insert(session);
    await sessions.extend(session.id, later(5));
    expect(await sessions.findWithAccount(session.id)).toEqual({
      session: { ...session, expiresAt: later(5) },
      account: { id: 'a-user', attributes: { username: 'ana' } },
    });
  });

  test('costs one command that reads two documents by their keys', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    const { id: accountId } = await insertAccount(database.accounts);
    for (let index = 0; index < 20; index += 1) {
      await insert({ accountId });
      await insertAccount(database.accounts);
    }
    const { id } = await insert({ accountId });
    const work = await workOf(embedded, () => sessions.findWithAccount(id));
    expect(work).toMatchObject({ docsExamined: 2, keysExamined: 2, collectionScans: [] });
    expect(work.commands).toEqual({ aggregate: 1 });
  });
});

describe('the expiry of a session', () => {
  test('is extended, but never beyond the absolute expiry', async () => {
    const session = await insert({ attributes: { absoluteExpiresAt: later(100) } });
    await sessions.extend(session.id, later(99));
    expect(await expiryOf(session)).toEqual(later(99));
    await sessions.extend(session.id, later(101));
    expect(await expiryOf(session)).toEqual(later(100));
  });

  test('is not extended for a session that was deleted meanwhile', async () => {
    const session = await insert();
    expect(await sessions.delete(session.id)).toBe(true);
    await sessions.extend(session.id, later(5));
    await sessions.touch(session.id, later(5));
    expect(await sessions.allByAccount(session.accountId)).toEqual([]);
    expect(await sessions.delete(session.id)).toBe(false);
  });

  test('selects the sessions that deleteExpired removes, and no others', async () => {
    const { accountId } = await insert({ expiresAt: NOW });
    const kept = await insert({ accountId, expiresAt: later(1) });
    await sessions.deleteExpired(NOW);
    expect(await sessions.allByAccount(accountId)).toEqual([kept]);
  });
});

describe('the attributes of a session', () => {
  test('include when it was last seen, which only moves forward', async () => {
    const { id, accountId } = await insert({ attributes: { lastSeenAt: later(0) } });
    await sessions.touch(id, later(10));
    await sessions.touch(id, later(5));
    const [session] = await sessions.allByAccount(accountId);
    expect(session?.attributes.lastSeenAt).toEqual(later(10));
  });

  test('include when identity was proved, for the owning account only', async () => {
    const { accountId, attributes } = await insert();
    const { publicId } = attributes;
    expect(await sessions.setAuthenticatedAt(accountId, publicId, later(1))).toBe(true);
    const stranger = (await insert()).accountId;
    expect(await sessions.setAuthenticatedAt(stranger, publicId, later(2))).toBe(false);
    const [session] = await sessions.allByAccount(accountId);
    expect(session?.attributes).toEqual({ ...attributes, authenticatedAt: later(1) });
  });
});

describe('the sessions of an account', () => {
  test('are listed last seen first, without expired ones, up to the limit', async () => {
    const { id: accountId } = await insertAccount(database.accounts);
    const seen = (seconds: number, expiresAt = later(1)) =>
      insert({ accountId, expiresAt, attributes: { lastSeenAt: later(seconds) } });
    const [second, first, third] = [await seen(2), await seen(3), await seen(1)];
    const over = await seen(4, NOW);
    await insert();
    expect(await sessions.listByAccount(accountId, NOW, 10)).toEqual([first, second, third]);
    expect(await sessions.listByAccount(accountId, NOW, 2)).toEqual([first, second]);
    expect((await sessions.allByAccount(accountId)).map(({ id }) => id)).toContain(over.id);
  });

  test('are ended one by one, each by its owner only', async () => {
    const { accountId, attributes } = await insert();
    const stranger = await insert();
    const { publicId } = attributes;
    expect(await sessions.deleteByPublicId(stranger.accountId, publicId)).toBe(false);
    expect(await sessions.deleteByPublicId(accountId, publicId)).toBe(true);
    expect(await sessions.deleteByPublicId(accountId, publicId)).toBe(false);
    expect(await sessions.allByAccount(stranger.accountId)).toHaveLength(1);
  });

  test('are all ended, or all but one, without affecting other accounts', async () => {
    const kept = await insert();
    const { accountId } = kept;
    await insert({ accountId });
    await insert({ accountId });
    const stranger = await insert();
    expect(await sessions.deleteByAccount(accountId, kept.attributes.publicId)).toBe(2);
    expect(await sessions.allByAccount(accountId)).toEqual([kept]);
    expect(await sessions.deleteByAccount(accountId)).toBe(1);
    expect(await sessions.deleteByAccount(accountId)).toBe(0);
    expect(await sessions.allByAccount(stranger.accountId)).toEqual([stranger]);
  });

  test('are reduced to the most recently seen, without affecting other accounts', async () => {
    const accountId = newSession().accountId;
    const other = await insert();
    const all = [];
    for (const seconds of [3, 1, 5, 2, 4]) {
      const { attributes } = newSession();
      const seen = { ...attributes, lastSeenAt: later(seconds) };
      all.push(await insert({ accountId, attributes: seen }));
    }
    expect(await sessions.deleteLeastSeen(accountId, 5)).toBe(0);
    expect(await sessions.deleteLeastSeen(accountId, 2)).toBe(3);
    const left = (await sessions.allByAccount(accountId)).map(({ id }) => id);
    expect(left.sort()).toEqual([all[2]?.id, all[4]?.id].sort());
    expect(await sessions.allByAccount(other.accountId)).toHaveLength(1);
  });

  test('are the only sessions that a call about them reads', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    for (let index = 0; index < 30; index += 1) await insert();
    const { accountId, attributes } = await insert();
    await insert({ accountId });
    const cost = async (call: () => Promise<unknown>) => {
      const work = await workOf(embedded, call);
      expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
      return work.docsExamined;
    };
    const { publicId } = attributes;
    expect(await cost(() => sessions.listByAccount(accountId, NOW, 10))).toBe(2);
    expect(await cost(() => sessions.allByAccount(accountId))).toBe(2);
    const prove = () => sessions.setAuthenticatedAt(accountId, publicId, NOW);
    expect(await cost(prove)).toBeLessThanOrEqual(2);
    expect(await cost(() => sessions.deleteExpired(NOW))).toBe(0);
    const end = () => sessions.deleteByPublicId(accountId, publicId);
    expect(await cost(end)).toBeLessThanOrEqual(2);
    expect(await cost(() => sessions.deleteByAccount(accountId))).toBe(1);
  });
});
