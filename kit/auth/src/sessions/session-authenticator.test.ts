import { describe, expect, test } from 'vitest';
import { hashSecret } from '../secrets/one-time-secret.ts';
import { CONFIG, type Person, useTestAuth } from '../testing/start-test-auth.ts';
import { ROLE_PERMISSIONS } from '../testing/test-roles.ts';

const DAY_MS = 86_400_000;

const fixture = await useTestAuth();

const ended = { kind: 'anonymous', hasEndedSession: true };
const authenticate = (secret: string) => fixture.authenticator.authenticate(secret);

/** Changes a stored session directly, because Lucia's clock cannot be set. */
async function alter({ token }: Person, fields: Record<string, Date>): Promise<void> {
  await fixture.server.withClient((client) =>
    client
      .db()
      .collection<{ _id: string }>('sessions')
      .updateOne({ _id: hashSecret(token) }, { $set: fields }),
  );
}

const stored = async ({ token }: Person) =>
  (await fixture.database.sessions.findWithAccount(hashSecret(token)))?.session;

const fromNow = (ms: number) => new Date(Date.now() + ms);

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
    expect(collectionScans).toEqual({});
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

  test('expires when it was not used for the sliding time, and is deleted then', async () => {
    const person = await fixture.person();
    await alter(person, { expiresAt: fromNow(-1) });
    expect(await authenticate(person.token)).toEqual(ended);
    expect(await stored(person)).toBeUndefined();
  });

  test('is extended once half of the sliding time is over', async () => {
    const person = await fixture.person();
    const { slidingSeconds } = CONFIG.session;
    await alter(person, { expiresAt: fromNow((slidingSeconds * 1000) / 2 - 60_000) });
    await authenticate(person.token);
    const { expiresAt } = (await stored(person)) ?? {};
    expect(expiresAt?.getTime()).toBeGreaterThan(fromNow(slidingSeconds * 1000 - 60_000).getTime());
  });

  test('is not extended beyond its absolute end, and then is not written again', async (context) => {
    const person = await fixture.person();
    const end = fromNow(DAY_MS);
    await alter(person, { expiresAt: fromNow(DAY_MS / 2), 'attributes.absoluteExpiresAt': end });
    await authenticate(person.token);
    expect((await stored(person))?.expiresAt).toEqual(end);
    const { embedded } = fixture.server;
    if (embedded === undefined) return context.skip('only the embedded database counts commands');
    embedded.resetStats();
    expect(await authenticate(person.token)).toMatchObject({ kind: 'account' });
    expect(embedded.stats().commands.update ?? 0).toBe(0);
  });

  test('expires at its absolute end whatever the sliding time', async () => {
    const person = await fixture.person();
    const now = fixture.clock.now();
    await alter(person, { 'attributes.absoluteExpiresAt': now });
    expect(await authenticate(person.token)).toEqual(ended);
    expect(await stored(person)).toBeUndefined();
  });

  test('is invalid when its account is deleted or disabled, even if the session was left behind', async () => {
    for (const field of ['disabledAt', 'deletedAt']) {
      const person = await fixture.person();
      await fixture.server.withClient((client) =>
        client
          .db()
          .collection<{ _id: string }>('accounts')
          .updateOne({ _id: person.id }, { $set: { [field]: new Date() } }),
      );
      expect(await authenticate(person.token)).toEqual(ended);
      expect(await stored(person)).toBeUndefined();
    }
  });

  test('updates its last-seen time at most every five minutes, without delaying a call', async () => {
    const person = await fixture.person();
    const startedAt = (await stored(person))?.attributes.lastSeenAt;
    fixture.advance(4 * 60_000);
    await authenticate(person.token);
    fixture.advance(60_000);
    const seenAt = fixture.clock.now();
    await authenticate(person.token);
    const lastSeenAt = async () => (await stored(person))?.attributes.lastSeenAt;
    await expect.poll(lastSeenAt).toEqual(seenAt);
    expect(seenAt.getTime() - (startedAt?.getTime() ?? 0)).toBe(5 * 60_000);
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

  test('is invalid when it started so far in the future that the clock was wrong then', async () => {
    const person = await fixture.person();
    const at = (ms: number) => new Date(fixture.clock.now().getTime() + ms);
    await alter(person, { 'attributes.createdAt': at(3_600_000) });
    expect(await authenticate(person.token)).toMatchObject({ kind: 'account' });
    await alter(person, { 'attributes.createdAt': at(3_600_001) });
    expect(await authenticate(person.token)).toEqual(ended);
  });
});

describe('other secrets', () => {
  test.each(['', 'x', 'Ts_x', 'tk_', 'tk_unknown', '{"$ne":null}'])(
    'such as %j are rejected',
    async (secret) => {
      await expect(authenticate(secret)).rejects.toMatchObject({ reason: 'TOKEN_INVALID' });
    },
  );
});
