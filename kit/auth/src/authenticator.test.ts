import { describe, expect, test } from 'vitest';
import { hashSecret } from './secrets/one-time-secret.ts';
import { CONFIG, type Person, useTestAuth } from './testing/start-test-auth.ts';
import { ROLE_PERMISSIONS } from './testing/test-roles.ts';

const DAY_MS = 86_400_000;

const fixture = await useTestAuth();

const ended = { kind: 'anonymous', hasEndedSession: true };
const authenticate = (secret: string) => fixture.authenticator.authenticate(secret);

/** Changes fields of a stored session. */
async function alter({ token }: Person, fields: Record<string, Date>): Promise<void> {
  await fixture.server.withClient((client) =>
    client
      .db()
      .collection<{ _id: string }>('sessions')
      .updateOne({ _id: hashSecret(token) }, { $set: fields }),
  );
}

describe("a session's token", () => {
  test('returns the account, its role and its permissions', async () => {
    const { token, id } = await fixture.person('manager');
    expect(await authenticate(token)).toEqual({
      kind: 'account',
      accountId: id,
      sessionId: expect.stringMatching(/^[0-9a-f]{24}$/),
      role: 'manager',
      permissions: ROLE_PERMISSIONS.manager,
      isRecent: true,
    });
  });

  test('costs one aggregation over two indexes, and nothing else while it is fresh', async (context) => {
    const { embedded } = fixture.server;
    if (embedded === undefined) return context.skip('only the embedded database counts commands');
    const { token } = await fixture.person();
    embedded.resetStats();
    await authenticate(token);
    const { commands, docsExamined, collectionScans } = embedded.stats();
    const { aggregate, find = 0, update = 0, findAndModify = 0 } = commands;
    expect({ aggregate, find, update, findAndModify }).toEqual({
      aggregate: 1,
      find: 0,
      update: 0,
      findAndModify: 0,
    });
    expect(docsExamined).toBe(2);
    expect(collectionScans).toEqual([]);
  });

  test.each(['ts_', 'ts_unknown', `ts_${'x'.repeat(10_000)}`])(
    'that is unknown counts as an ended session',
    async (token) => {
      expect(await authenticate(token)).toEqual(ended);
    },
  );

  test('is not its hash, which is all that the database stores', async () => {
    const { token } = await fixture.person();
    expect(await authenticate(`ts_${hashSecret(token)}`)).toEqual(ended);
    await expect(authenticate(hashSecret(token))).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
  });

  test('is recent for as long as configured', async () => {
    const person = await fixture.person();
    const { recentSeconds } = CONFIG.session;
    fixture.advance(recentSeconds * 1000 - 1);
    expect(await authenticate(person.token)).toMatchObject({ isRecent: true });
    fixture.advance(1);
    expect(await authenticate(person.token)).toMatchObject({ isRecent: false });
  });

  test.each([1, 60_000, DAY_MS])(
    'is not recent when the clock was set back by %i ms: its proof is from the future',
    async (ms) => {
      const person = await fixture.person();
      const later = new Date(fixture.clock.now().getTime() + ms);
      await alter(person, { 'attributes.authenticatedAt': later });
      expect(await authenticate(person.token)).toMatchObject({ kind: 'account', isRecent: false });
    },
  );
});

describe('other secrets', () => {
  test.each(['', 'x', 'Ts_x', 'tk_', 'tk_unknown', '{"$ne":null}'])(
    'such as %j are rejected',
    async (secret) => {
      await expect(authenticate(secret)).rejects.toMatchObject({ reason: 'TOKEN_INVALID' });
    },
  );
});

describe('the callers of open streams', () => {
  const areCurrent = async (...tokens: readonly string[]) => {
    const callers = await Promise.all(tokens.map(authenticate));
    return () => fixture.authenticator.areCurrent?.(callers);
  };

  test('are current while their session is, with the role of its beginning', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => fixture.person('manager')));
    const [ana, ben, eva, tom] = people;
    if (!(ana && ben && eva && tom)) return expect.unreachable();
    const check = await areCurrent(...people.map(({ token }) => token));
    expect(await check()).toEqual([true, true, true, true]);

    await fixture.database.sessions.deleteByPublicId(ana.id, ana.actor.sessionId);
    await fixture.database.accounts.setRole(ben.id, 'member');
    await alter(eva, { expiresAt: fixture.clock.now() });
    expect(await check()).toEqual([false, false, false, true]);
  });

  test('are visitors, who cannot lose access', async () => {
    const check = await areCurrent('ts_unknown');
    expect(await check()).toEqual([true]);
  });

  test('cost one aggregation, however many they are', async (context) => {
    const { embedded } = fixture.server;
    if (embedded === undefined) return context.skip('only the embedded database counts commands');
    const people = await Promise.all([1, 2, 3].map(() => fixture.person()));
    const check = await areCurrent(...people.map(({ token }) => token));
    embedded.resetStats();
    await check();
    const { commands, collectionScans } = embedded.stats();
    const { aggregate, find = 0 } = commands;
    expect({ aggregate, find, collectionScans }).toEqual({
      ...{ aggregate: 1, find: 0 },
      collectionScans: [],
    });
  });
});
