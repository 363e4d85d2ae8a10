import assert from 'node:assert/strict';
import { insertAccount } from '../fixtures/insert-account.ts';
import type { Sessions } from '../sessions/sessions.ts';
import {
  at,
  type ConformanceSetup,
  type Guarantee,
  MINUTE_MS,
  openSessions,
  SLIDING_MS,
  startIn,
  startOne,
} from './guarantee.ts';

const MAX_SESSIONS = 100;

class Aborted extends Error {}

/** Runs work in a transaction that fails afterwards. */
async function abort({ database }: ConformanceSetup, work: () => Promise<unknown>): Promise<void> {
  const failing = database.transaction(async () => {
    await work();
    throw new Aborted();
  });
  await assert.rejects(failing, Aborted);
}

/** Ends a session between the read and the write of a call that extends it. */
async function endWhileExtending(
  setup: ConformanceSetup,
  end: (sessions: Sessions, accountId: string, id: string) => Promise<unknown>,
): Promise<void> {
  const { sessions, accountId, token, session } = await startOne(setup);
  let isEnded = false;
  const endOnce = async () => {
    if (!isEnded) await end(sessions, accountId, session.id);
    isEnded = true;
  };
  const store = setup.database.sessions;
  const delayed: typeof store = {
    ...store,
    async findWithAccount(id) {
      const found = await store.findWithAccount(id);
      await endOnce();
      return found;
    },
  };
  const database = { ...setup.database, sessions: delayed };
  setup.setTime(at(SLIDING_MS - MINUTE_MS));
  await openSessions({ ...setup, database }).authenticate(token);
  // Where sessions are kept elsewhere, nothing was delayed.
  await endOnce();
  assert.equal(await sessions.authenticate(token), null);
  assert.deepEqual(await store.allByAccount(accountId), []);
}

/** How sessions are ended. */
export const REVOCATION_GUARANTEES: readonly Guarantee[] = [
  {
    title: 'A session that was ended is over at once, in every process',
    async check(setup) {
      const { sessions, accountId, token, session } = await startOne(setup);
      const other = openSessions(setup);
      assert.notEqual(await other.authenticate(token), null);
      assert.equal(await sessions.end(accountId, session.id), true);
      assert.equal(await other.authenticate(token), null);
      assert.deepEqual(await other.list(accountId), []);
      assert.equal(await other.end(accountId, session.id), false);
    },
  },
  {
    title: 'An account neither ends nor renews the session of another',
    async check(setup) {
      const { sessions, token, session } = await startOne(setup);
      const { id: stranger } = await insertAccount(setup.database.accounts);
      setup.setTime(at(MINUTE_MS));
      assert.equal(await sessions.end(stranger, session.id), false);
      assert.equal(await sessions.renewProof(stranger, session.id), false);
      assert.equal(await sessions.endAll(stranger), 0);
      assert.deepEqual((await sessions.authenticate(token))?.session, session);
    },
  },
  {
    title: 'A proof of identity is noted for a session that lives',
    async check(setup) {
      const { sessions, accountId, token, session } = await startOne(setup);
      setup.setTime(at(MINUTE_MS));
      assert.equal(await sessions.renewProof(accountId, session.id), true);
      const found = await sessions.authenticate(token);
      assert.deepEqual(found?.session, { ...session, authenticatedAt: at(MINUTE_MS) });
      await sessions.end(accountId, session.id);
      assert.equal(await sessions.renewProof(accountId, session.id), false);
      assert.equal(await sessions.authenticate(token), null);
    },
  },
  {
    title: 'All sessions of an account end but the one that is kept',
    async check(setup) {
      const { sessions, accountId, token, session } = await startOne(setup);
      const others = [
        await startIn(setup, sessions, accountId),
        await startIn(setup, sessions, accountId),
      ];
      assert.equal(await sessions.endAll(accountId, session.id), 2);
      for (const each of others) assert.equal(await sessions.authenticate(each.token), null);
      assert.deepEqual(await sessions.list(accountId), [session]);
      assert.equal(await sessions.endAll(accountId), 1);
      assert.equal(await sessions.authenticate(token), null);
    },
  },
  {
    title: 'A session that is ended while a call extends it stays ended',
    check: (setup) => endWhileExtending(setup, (sessions, ...names) => sessions.end(...names)),
  },
  {
    title: 'Sessions that are all ended while a call extends one stay ended',
    check: (setup) => endWhileExtending(setup, (sessions, account) => sessions.endAll(account)),
  },
  {
    title: 'A session of a disabled account is over, also when the account is enabled again',
    async check(setup) {
      const { sessions, accountId, token } = await startOne(setup);
      await setup.database.accounts.setDisabled(accountId, at(0));
      assert.equal(await sessions.authenticate(token), null);
      await setup.database.accounts.setDisabled(accountId, null);
      assert.equal(await sessions.authenticate(token), null);
      assert.deepEqual(await sessions.list(accountId), []);
    },
  },
  {
    title: 'A session of a deleted account is over',
    async check(setup) {
      const { sessions, accountId, token } = await startOne(setup);
      await setup.database.accounts.anonymize(accountId, 'member', at(0));
      assert.equal(await sessions.authenticate(token), null);
      assert.deepEqual(await sessions.list(accountId), []);
    },
  },
  {
    title: 'A change that fails starts no session and ends none',
    async check(setup) {
      const { sessions, accountId, token, session } = await startOne(setup);
      let begun = '';
      await abort(setup, async () => {
        await sessions.end(accountId, session.id);
        begun = (await sessions.start(accountId, session)).token;
      });
      await abort(setup, () => sessions.endAll(accountId));
      assert.match(begun, /^ts_/);
      assert.equal(await sessions.authenticate(begun), null);
      assert.deepEqual((await sessions.authenticate(token))?.session, session);
      assert.deepEqual(await sessions.list(accountId), [session]);
    },
  },
  {
    title: 'An account has 100 sessions at most: the one that was not seen for longest ends',
    async check(setup) {
      const { sessions, accountId, token } = await startOne(setup);
      setup.setTime(at(1));
      const second = await startIn(setup, sessions, accountId);
      setup.setTime(at(2));
      for (let count = 2; count <= MAX_SESSIONS; count += 1) {
        await startIn(setup, sessions, accountId);
      }
      assert.equal(await sessions.authenticate(token), null);
      assert.notEqual(await sessions.authenticate(second.token), null);
      assert.equal((await sessions.list(accountId)).length, MAX_SESSIONS);
    },
  },
];
