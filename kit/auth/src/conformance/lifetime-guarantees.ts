import assert from 'node:assert/strict';
import {
  ABSOLUTE_MS,
  at,
  type ConformanceSetup,
  DAY_MS,
  eventually,
  type Guarantee,
  MINUTE_MS,
  openSessions,
  SLIDING_MS,
  startIn,
  startOne,
} from './guarantee.ts';

/** Uses a session until shortly before its absolute end, so that its expiry is that end. */
async function useToTheEnd({ setTime }: ConformanceSetup, use: () => Promise<unknown>) {
  for (let time = 0; time < ABSOLUTE_MS; time += SLIDING_MS * 0.75) {
    setTime(at(time));
    assert.notEqual(await use(), null);
  }
}

async function assertCommands(
  { countCommands }: ConformanceSetup,
  work: () => Promise<unknown>,
  expected: Record<string, number>,
): Promise<void> {
  if (countCommands !== undefined) assert.deepEqual(await countCommands(work), expected);
}

/** How long a session lives. */
export const LIFETIME_GUARANTEES: readonly Guarantee[] = [
  {
    title: 'A session that is not used ends after the sliding time',
    async check(setup) {
      const { sessions, accountId, token, session } = await startOne(setup);
      assert.deepEqual(session.expiresAt, at(SLIDING_MS));
      setup.setTime(at(SLIDING_MS));
      assert.deepEqual(await sessions.list(accountId), []);
      assert.equal(await sessions.authenticate(token), null);
      // It does not return when the clock is set back.
      setup.setTime(at(0));
      assert.equal(await sessions.authenticate(token), null);
    },
  },
  {
    title: 'A session that is used in its last millisecond lives on',
    async check(setup) {
      const { sessions, token } = await startOne(setup);
      setup.setTime(at(SLIDING_MS - 1));
      assert.notEqual(await sessions.authenticate(token), null);
      setup.setTime(at(2 * SLIDING_MS - 2));
      assert.notEqual(await sessions.authenticate(token), null);
    },
  },
  {
    title: 'A session is extended when half of the sliding time is over, and not before',
    async check(setup) {
      const { sessions, accountId, token } = await startOne(setup);
      setup.setTime(at(SLIDING_MS / 2 - 1));
      const early = await sessions.authenticate(token);
      assert.deepEqual(early?.session.expiresAt, at(SLIDING_MS));
      setup.setTime(at(SLIDING_MS / 2));
      const extended = await sessions.authenticate(token);
      assert.deepEqual(extended?.session.expiresAt, at(SLIDING_MS * 1.5));
      const [listed] = await sessions.list(accountId);
      assert.deepEqual(listed?.expiresAt, at(SLIDING_MS * 1.5));
    },
  },
  {
    title: 'A session ends at its absolute end, however much it is used',
    async check(setup) {
      const { sessions, accountId, token, session } = await startOne(setup);
      assert.deepEqual(session.absoluteExpiresAt, at(ABSOLUTE_MS));
      await useToTheEnd(setup, () => sessions.authenticate(token));
      setup.setTime(at(ABSOLUTE_MS - 1));
      const last = await sessions.authenticate(token);
      assert.deepEqual(last?.session.expiresAt, at(ABSOLUTE_MS));
      setup.setTime(at(ABSOLUTE_MS));
      assert.equal(await sessions.authenticate(token), null);
      assert.deepEqual(await sessions.list(accountId), []);
    },
  },
  {
    title: 'A session whose absolute end comes before the sliding time ends then',
    async check(setup) {
      const { sessions, token, session } = await startOne(setup, { absoluteSeconds: 60 });
      assert.deepEqual(session.expiresAt, at(MINUTE_MS));
      setup.setTime(at(MINUTE_MS - 1));
      assert.notEqual(await sessions.authenticate(token), null);
      setup.setTime(at(MINUTE_MS));
      assert.equal(await sessions.authenticate(token), null);
    },
  },
  {
    title: 'A session that is neither old nor unknown costs one read',
    async check(setup) {
      const { sessions, token } = await startOne(setup);
      await assertCommands(setup, () => sessions.authenticate(token), { aggregate: 1 });
    },
  },
  {
    title: 'A session at its absolute end is not written by every call',
    async check(setup) {
      const { sessions, accountId, token } = await startOne(setup);
      await useToTheEnd(setup, () => sessions.authenticate(token));
      setup.setTime(at(ABSOLUTE_MS - DAY_MS));
      await sessions.authenticate(token);
      const seenAt = async () => (await sessions.list(accountId))[0]?.lastSeenAt.getTime();
      await eventually(seenAt, at(ABSOLUTE_MS - DAY_MS).getTime());
      await assertCommands(setup, () => sessions.authenticate(token), { aggregate: 1 });
    },
  },
  {
    title: 'Calls at the same time extend a session and all succeed',
    async check(setup) {
      const { sessions, token } = await startOne(setup);
      const other = openSessions(setup);
      setup.setTime(at(SLIDING_MS * 0.75));
      const found = await Promise.all(
        [sessions, other, sessions, other].map((each) => each.authenticate(token)),
      );
      for (const each of found) assert.deepEqual(each?.session.expiresAt, at(SLIDING_MS * 1.75));
    },
  },
  {
    title: 'A session notes when it was last seen, every five minutes',
    async check(setup) {
      const { sessions, accountId, token } = await startOne(setup);
      const seenAt = async () => (await sessions.list(accountId))[0]?.lastSeenAt.getTime();
      setup.setTime(at(5 * MINUTE_MS - 1));
      await assertCommands(setup, () => sessions.authenticate(token), { aggregate: 1 });
      setup.setTime(at(5 * MINUTE_MS));
      await sessions.authenticate(token);
      await eventually(seenAt, at(5 * MINUTE_MS).getTime());
    },
  },
  {
    title: 'A session that began more than an hour ahead of the clock is over',
    async check(setup) {
      const { sessions, accountId, token } = await startOne(setup);
      setup.setTime(at(-60 * MINUTE_MS));
      assert.notEqual(await sessions.authenticate(token), null);
      setup.setTime(at(-60 * MINUTE_MS - 1));
      assert.equal(await sessions.authenticate(token), null);
      assert.deepEqual(await sessions.list(accountId), []);
    },
  },
  {
    title: 'Live sessions are listed, those that were seen last first',
    async check(setup) {
      const { sessions, accountId, session } = await startOne(setup);
      setup.setTime(at(DAY_MS));
      const second = await startIn(setup, sessions, accountId);
      assert.deepEqual(await sessions.list(accountId), [second.session, session]);
      setup.setTime(at(SLIDING_MS));
      assert.deepEqual(await sessions.list(accountId), [second.session]);
    },
  },
];
