import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { newAccount } from '../fixtures/insert-account.ts';
import { newSession } from '../testing/new-session.ts';
import { openAuthDatabase } from '../testing/open-auth-database.ts';

const { server, database } = await useTestDatabase(openAuthDatabase);

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
  const { accounts, apiKeys, audit, oneTimeTokens, sessions } = database;
  const account = newAccount({ role: 'owner' });
  const session = newSession({ accountId: account.id });
  const { publicId } = session.attributes;
  const token = {
    hash: 'a'.repeat(64),
    purpose: 'reset-password',
    accountId: account.id,
    payload: {},
    createdAt: NOW,
    expiresAt: END,
  } as const;
  const key = {
    id: apiKeys.newId(),
    hash: 'b'.repeat(64),
    name: 'Key',
    permissions: [],
    createdBy: account.id,
    createdAt: NOW,
    expiresAt: END,
  };
  const change = {
    id: accounts.newId(),
    email: 'new@example.com',
    emailKey: 'new@example.com',
    isOldConfirmed: false,
    isNewConfirmed: false,
    expiresAt: END,
  };
  await accounts.insert(account);
  await sessions.insert(session);
  await oneTimeTokens.insert(token);
  await apiKeys.insert(key);
  const before = await everything();

  const work = database.transaction(async () => {
    const { id } = account;
    const other = newAccount();
    await accounts.insert(other);
    const own = newSession({ accountId: other.id });
    await sessions.insert(own);
    // Reads its own writes, by query and by aggregation.
    expect(await accounts.find(other.id)).not.toBeNull();
    expect(await sessions.findWithAccount(own.id)).not.toBeNull();
    expect((await accounts.list({ limit: 10 })).items).toHaveLength(2);
    expect(await accounts.lock(id)).not.toBeNull();
    expect(await accounts.lockByRole('owner')).toBe(1);
    await accounts.updateProfile(id, { name: 'Eva' });
    await accounts.setPassword(id, 'hash-2');
    await accounts.startEmailChange(id, change);
    await accounts.confirmEmailChange(id, change.id, 'old', NOW);
    await accounts.confirmEmailChange(id, change.id, 'new', NOW);
    expect(await accounts.completeEmailChange(id, change.id, NOW)).toBe(true);
    await accounts.startTotp(id, 'sealed');
    await accounts.confirmTotp(id, 1, ['c']);
    expect(await accounts.consumeRecoveryCode(id, 'c')).toBe(true);
    await sessions.extend(session.id, END);
    await sessions.touch(session.id, END);
    expect(await sessions.setAuthenticatedAt(account.id, publicId, END)).toBe(true);
    expect(await sessions.deleteByAccount(account.id)).toBe(1);
    expect(await oneTimeTokens.consume(token.hash, 'reset-password', NOW)).not.toBeNull();
    await oneTimeTokens.insert({ ...token, hash: 'd'.repeat(64) });
    await oneTimeTokens.deleteByAccount(account.id);
    await apiKeys.touch(key.id, NOW);
    expect(await apiKeys.revoke(key.id, NOW)).toMatchObject({ revokedAt: NOW });
    await apiKeys.insert({ ...key, id: apiKeys.newId(), hash: 'e'.repeat(64) });
    expect(await apiKeys.revokeByCreator(account.id, NOW)).toBe(1);
    await audit.append({
      at: NOW,
      action: 'account.deleted',
      actor: { kind: 'account', id },
      subjectId: id,
      requestId: null,
      network: null,
      details: {},
    });
    expect((await audit.list({ limit: 10, actorId: id })).items).toHaveLength(1);
    await accounts.anonymize(id, 'member', NOW);
    throw new Error('after everything');
  });
  await expect(work).rejects.toThrow('after everything');
  expect(await everything()).toEqual(before);
});
