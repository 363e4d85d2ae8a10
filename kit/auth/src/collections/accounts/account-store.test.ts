import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import { insertAccount } from '../../fixtures/insert-account.ts';
import { newSession } from '../../testing/new-session.ts';
import { openAuthDatabase } from '../../testing/open-auth-database.ts';

const { server, database } = await useTestDatabase(openAuthDatabase);
const { accounts } = database;

const AT = new Date('2026-02-01T00:00:00.000Z');
const SOON = new Date('2026-02-01T01:00:00.000Z');
const TAKEN = { reason: 'ACCOUNT_EMAIL_TAKEN' };

const insert = (overrides: Parameters<typeof insertAccount>[1] = {}) =>
  insertAccount(accounts, overrides);

const emailChange = (email: string) => ({
  id: accounts.newId(),
  email,
  emailKey: email.toLowerCase(),
  isOldConfirmed: false,
  isNewConfirmed: false,
  expiresAt: SOON,
});

describe('an account', () => {
  test('is read back as it was inserted, by id and by the key of its address', async () => {
    const account = await insert();
    const { emailKey, ...state } = account;
    const expected = {
      ...state,
      totp: null,
      recoveryCodeHashes: [],
      emailChange: null,
      emailVerifiedAt: account.createdAt,
      disabledAt: null,
      deletedAt: null,
    };
    expect(await accounts.find(account.id)).toEqual(expected);
    expect(await accounts.findByEmailKey(emailKey)).toEqual(expected);
    expect(await accounts.find(accounts.newId())).toBeNull();
    expect(await accounts.findByEmailKey('nobody@example.com')).toBeNull();
  });

  test('has its name and locale changed, each, both or neither', async () => {
    const { id } = await insert();
    expect(await accounts.updateProfile(id, { name: 'Eva' })).toMatchObject({
      name: 'Eva',
      locale: 'en',
    });
    expect(await accounts.updateProfile(id, { locale: 'es' })).toMatchObject({
      name: 'Eva',
      locale: 'es',
    });
    expect(await accounts.updateProfile(id, {})).toMatchObject({ name: 'Eva', locale: 'es' });
    expect(await accounts.updateProfile(accounts.newId(), { name: 'Eva' })).toBeNull();
  });

  test('has its password hash replaced only while it is still the expected one', async () => {
    const { id } = await insert({ passwordHash: 'old' });
    expect(await accounts.replacePasswordHash(id, 'old', 'newer')).toBe(true);
    expect(await accounts.replacePasswordHash(id, 'old', 'newest')).toBe(false);
    expect(await accounts.setPassword(id, 'set')).toBe(true);
    expect((await accounts.find(id))?.passwordHash).toBe('set');
  });

  test('is disabled and enabled again', async () => {
    const { id } = await insert();
    expect(await accounts.setDisabled(id, AT)).toBe(true);
    expect((await accounts.find(id))?.disabledAt).toEqual(AT);
    expect(await accounts.setDisabled(id, null)).toBe(true);
    expect((await accounts.find(id))?.disabledAt).toBeNull();
  });
});

describe('an email address', () => {
  const won = (outcomes: PromiseSettledResult<unknown>[]) =>
    outcomes.filter(({ status }) => status === 'fulfilled').length;
  const lost = (outcomes: PromiseSettledResult<unknown>[]) =>
    outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.reason] : []));

  test('belongs to one of a hundred accounts that claim it at the same time', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => insert({ emailKey: 'race@example.com' })),
    );
    expect(won(outcomes)).toBe(1);
    expect(new Set(lost(outcomes))).toEqual(new Set(['ACCOUNT_EMAIL_TAKEN']));
  });

  test('belongs to one of many accounts that claim it at the same time in transactions', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, () =>
        database.transaction(async () => {
          expect(await accounts.findByEmailKey('race-2@example.com')).toBeNull();
          await insert({ emailKey: 'race-2@example.com' });
        }),
      ),
    );
    expect(won(outcomes)).toBe(1);
  });

  test('is changed once both sides have confirmed, which completes the change', async () => {
    const { id, emailKey } = await insert();
    const change = emailChange('New@example.com');
    expect(await accounts.startEmailChange(id, change)).toBe(true);
    expect(await accounts.completeEmailChange(id, change.id, AT)).toBe(false);
    expect(await accounts.confirmEmailChange(id, change.id, 'new', AT)).toMatchObject({
      emailChange: { isOldConfirmed: false, isNewConfirmed: true },
    });
    expect(await accounts.completeEmailChange(id, change.id, AT)).toBe(false);
    expect(await accounts.confirmEmailChange(id, change.id, 'old', AT)).toMatchObject({
      emailChange: { isOldConfirmed: true, isNewConfirmed: true },
    });
    expect(await accounts.completeEmailChange(id, change.id, AT)).toBe(true);
    expect(await accounts.findByEmailKey('new@example.com')).toMatchObject({
      id,
      email: 'New@example.com',
      emailChange: null,
      emailVerifiedAt: AT,
    });
    expect(await accounts.findByEmailKey(emailKey)).toBeNull();
    expect(await accounts.completeEmailChange(id, change.id, AT)).toBe(false);
  });

  test('is not changed by a replaced or expired change', async () => {
    const { id } = await insert();
    const [first, second] = [emailChange('one@example.com'), emailChange('two@example.com')];
    await accounts.startEmailChange(id, first);
    await accounts.startEmailChange(id, second);
    expect(await accounts.confirmEmailChange(id, first.id, 'new', AT)).toBeNull();
    expect(await accounts.confirmEmailChange(id, second.id, 'new', SOON)).toBeNull();
    expect(await accounts.confirmEmailChange(id, second.id, 'new', AT)).not.toBeNull();
  });

  test('change that was not confirmed in time is removed, and not earlier', async () => {
    const { id } = await insert();
    const change = {
      ...{ id: 'change', email: 'eva@example.com', emailKey: 'eva@example.com' },
      ...{ isOldConfirmed: false, isNewConfirmed: false, expiresAt: AT },
    };
    await accounts.startEmailChange(id, change);
    expect(await accounts.dropExpiredEmailChange(id, new Date(AT.getTime() - 1))).toBe(false);
    expect((await accounts.find(id))?.emailChange).toEqual(change);
    expect(await accounts.dropExpiredEmailChange(id, AT)).toBe(true);
    expect((await accounts.find(id))?.emailChange).toBeNull();
    await accounts.startEmailChange(id, change);
    await accounts.dropEmailChange(id);
    expect((await accounts.find(id))?.emailChange).toBeNull();
  });

  test('stays unchanged when another account has taken the new one meanwhile', async () => {
    const { id, email } = await insert();
    const change = emailChange('wanted@example.com');
    await accounts.startEmailChange(id, change);
    await accounts.confirmEmailChange(id, change.id, 'old', AT);
    await accounts.confirmEmailChange(id, change.id, 'new', AT);
    await insert({ emailKey: 'wanted@example.com' });
    await expect(accounts.completeEmailChange(id, change.id, AT)).rejects.toMatchObject(TAKEN);
    expect(await accounts.find(id)).toMatchObject({ email });
  });
});

describe('a second factor', () => {
  const started = async () => {
    const { id } = await insert();
    expect(await accounts.startTotp(id, 'sealed')).toBe(true);
    return id;
  };
  const confirmed = async () => {
    const id = await started();
    expect(await accounts.confirmTotp(id, 100, ['a', 'b'])).toBe(true);
    return id;
  };

  test('may be restarted until it is confirmed, and not after', async () => {
    const id = await started();
    expect(await accounts.startTotp(id, 'sealed-2')).toBe(true);
    expect(await accounts.replaceRecoveryCodes(id, ['x'])).toBe(false);
    expect(await accounts.consumeTotpStep(id, 100)).toBe(false);
    expect(await accounts.confirmTotp(id, 100, ['a', 'b'])).toBe(true);
    expect(await accounts.confirmTotp(id, 101, ['x'])).toBe(false);
    expect(await accounts.startTotp(id, 'sealed-3')).toBe(false);
    expect(await accounts.find(id)).toMatchObject({
      totp: { secret: 'sealed-2', isConfirmed: true, lastStep: 100 },
      recoveryCodeHashes: ['a', 'b'],
    });
  });

  test('cannot be confirmed before it was started', async () => {
    const { id } = await insert();
    expect(await accounts.confirmTotp(id, 100, ['a'])).toBe(false);
    expect(await accounts.replaceRecoveryCodes(id, ['a'])).toBe(false);
    expect(await accounts.removeTotp(id)).toBe(false);
    expect(await accounts.find(id)).toMatchObject({ totp: null, recoveryCodeHashes: [] });
  });

  test('spends each time step once, and none before a spent one', async () => {
    const id = await confirmed();
    expect(await accounts.consumeTotpStep(id, 100)).toBe(false);
    expect(await accounts.consumeTotpStep(id, 102)).toBe(true);
    expect(await accounts.consumeTotpStep(id, 101)).toBe(false);
    const many = await Promise.all(
      Array.from({ length: 20 }, () => accounts.consumeTotpStep(id, 103)),
    );
    expect(many.filter(Boolean)).toHaveLength(1);
  });

  test('spends a time step once among many transactions', async () => {
    const id = await confirmed();
    const many = await Promise.all(
      Array.from({ length: 10 }, () =>
        database.transaction(() => accounts.consumeTotpStep(id, 101)),
      ),
    );
    expect(many.filter(Boolean)).toHaveLength(1);
  });

  test('spends each recovery code once', async () => {
    const id = await confirmed();
    const many = await Promise.all(
      Array.from({ length: 20 }, () => accounts.consumeRecoveryCode(id, 'a')),
    );
    expect(many.filter(Boolean)).toHaveLength(1);
    expect(await accounts.consumeRecoveryCode(id, 'unknown')).toBe(false);
    expect((await accounts.find(id))?.recoveryCodeHashes).toEqual(['b']);
  });

  test('is resealed only while the secret is still the expected one', async () => {
    const id = await confirmed();
    expect(await accounts.resealTotp(id, 'sealed', 'resealed')).toBe(true);
    expect(await accounts.resealTotp(id, 'sealed', 'late')).toBe(false);
    expect((await accounts.find(id))?.totp).toEqual({
      secret: 'resealed',
      isConfirmed: true,
      lastStep: 100,
    });
  });

  test('is listed with its sealed secret in pages, without deleted accounts', async () => {
    const made = [await insert(), await insert(), await insert(), await insert()];
    const [first, second, none, deleted] = made.map(({ id }) => id);
    for (const id of [first, second, deleted]) await accounts.startTotp(id ?? '', `sealed-${id}`);
    await accounts.anonymize(deleted ?? '', 'member', AT);
    const before = `${first?.slice(0, -1)}`;
    const page = await accounts.listTotpSecrets(before, 1);
    expect(page).toEqual([{ accountId: first, secret: `sealed-${first}` }]);
    const rest = await accounts.listTotpSecrets(first ?? '', 10);
    expect(rest).toEqual([{ accountId: second, secret: `sealed-${second}` }]);
    expect(rest.map(({ accountId }) => accountId)).not.toContain(none);
  });

  test('is removed together with its recovery codes', async () => {
    const id = await confirmed();
    expect(await accounts.replaceRecoveryCodes(id, ['c'])).toBe(true);
    expect(await accounts.removeTotp(id)).toBe(true);
    expect(await accounts.find(id)).toMatchObject({ totp: null, recoveryCodeHashes: [] });
  });
});

describe('a deleted account', () => {
  test('keeps no personal data, and its address may be registered again', async () => {
    const account = await insert({ role: 'staff' });
    const { id, emailKey, locale, createdAt } = account;
    await accounts.startTotp(id, 'sealed');
    await accounts.confirmTotp(id, 1, ['a']);
    await accounts.startEmailChange(id, emailChange('next@example.com'));
    expect(await accounts.anonymize(id, 'member', AT)).toBe(true);
    await server.withClient(async (client) => {
      const stored = await client.db().collection<{ _id: string }>('accounts').findOne({ _id: id });
      expect(stored).toEqual({
        _id: id,
        email: null,
        name: '',
        locale,
        role: 'member',
        passwordHash: null,
        totp: null,
        recoveryCodeHashes: [],
        emailChange: null,
        emailVerifiedAt: createdAt,
        createdAt,
        disabledAt: null,
        deletedAt: AT,
        erasureDueAt: null,
        erasedAt: null,
        revision: 0,
      });
    });
    expect(await accounts.findByEmailKey(emailKey)).toBeNull();
    await insert({ emailKey });
    await accounts.anonymize((await insert()).id, 'member', AT);
  });

  test('accepts no changes', async () => {
    const { id } = await insert();
    await accounts.anonymize(id, 'member', AT);
    const before = await accounts.find(id);
    const change = emailChange('late@example.com');
    const results = [
      await accounts.updateProfile(id, { name: 'Eva' }),
      await accounts.lock(id),
      await accounts.setPassword(id, 'late'),
      await accounts.startEmailChange(id, change),
      await accounts.confirmEmailChange(id, change.id, 'new', AT),
      await accounts.completeEmailChange(id, change.id, AT),
      await accounts.setRole(id, 'owner'),
      await accounts.setDisabled(id, AT),
      await accounts.startTotp(id, 'late'),
      await accounts.anonymize(id, 'member', SOON),
    ];
    expect(results.filter(Boolean)).toEqual([]);
    expect(await accounts.find(id)).toEqual(before);
  });
});

describe('owners', () => {
  test('are counted if they could sign in', async () => {
    const before = await accounts.lockByRole('owner');
    const [kept, disabled, deleted] = [
      await insert({ role: 'owner' }),
      await insert({ role: 'owner' }),
      await insert({ role: 'owner' }),
    ];
    await insert({ role: 'manager' });
    expect(await accounts.lockByRole('owner')).toBe(before + 3);
    const shut = await insert({ role: 'owner', passwordHash: null });
    expect(await accounts.lockByRole('owner')).toBe(before + 3);
    await accounts.setPassword(shut.id, 'hash');
    await accounts.setPassword(shut.id, null);
    await accounts.setDisabled(disabled.id, AT);
    await accounts.anonymize(deleted.id, 'member', AT);
    expect(await accounts.lockByRole('owner')).toBe(before + 1);
    await accounts.setRole(kept.id, 'member');
    expect(await accounts.lockByRole('owner')).toBe(before);
  });

  test('never resign all at the same time, each relying on another', async () => {
    expect(await accounts.lockByRole('owner')).toBe(0);
    const owners = await Promise.all([1, 2, 3].map(() => insert({ role: 'owner' })));
    const resign = (id: string) =>
      database.transaction(async () => {
        if ((await accounts.lockByRole('owner')) < 2) return false;
        return accounts.setRole(id, 'member');
      });
    const resigned = await Promise.all(owners.map(({ id }) => resign(id)));
    expect(resigned.filter(Boolean)).toHaveLength(2);
    expect(await accounts.lockByRole('owner')).toBe(1);
  });
});

describe('a locked account', () => {
  test('serializes transactions that depend on it', async () => {
    const { id } = await insert();
    // Each reads what the other writes elsewhere: without the lock neither would see the other's
    // write.
    const startOnce = (sessionId: string) =>
      database.transaction(async () => {
        expect(await accounts.lock(id)).toMatchObject({ id });
        if ((await database.sessions.allByAccount(id)).length > 0) return false;
        await database.sessions.insert(newSession({ id: sessionId, accountId: id }));
        return true;
      });
    const started = await Promise.all(['a', 'b', 'c', 'd'].map(startOnce));
    expect(started.filter(Boolean)).toHaveLength(1);
  });

  test('is null when there is no such account', async () => {
    expect(await accounts.lock(accounts.newId())).toBeNull();
  });
});
