import assert from 'node:assert/strict';
import { at, type Guarantee, openSessions, startIn, startOne } from './guarantee.ts';

/** What a token stands for, and who knows it. */
export const TOKEN_GUARANTEES: readonly Guarantee[] = [
  {
    title: 'A token stands for its session, in every process',
    async check(setup) {
      const { accountId, token, session } = await startOne(setup);
      assert.match(token, /^ts_[\w-]{43}$/);
      assert.match(session.id, /^[0-9a-f]{24}$/);
      assert.equal(session.accountId, accountId);
      assert.equal(session.device, 'Firefox on Windows');
      assert.equal(session.network, '192.0.2.0/24');
      for (const time of [session.createdAt, session.lastSeenAt, session.authenticatedAt]) {
        assert.deepEqual(time, at(0));
      }
      const found = await openSessions(setup).authenticate(token);
      assert.deepEqual(found, { session, role: 'member' });
    },
  },
  {
    title: 'The role is that which the account has now',
    async check(setup) {
      const { sessions, accountId, token } = await startOne(setup);
      await setup.database.accounts.setRole(accountId, 'owner');
      assert.equal((await sessions.authenticate(token))?.role, 'owner');
    },
  },
  {
    title: 'Every session has another token and another id',
    async check(setup) {
      const { sessions, accountId, token, session } = await startOne(setup);
      const second = await startIn(setup, sessions, accountId);
      assert.notEqual(second.token, token);
      assert.notEqual(second.session.id, session.id);
      assert.equal((await sessions.authenticate(token))?.session.id, session.id);
    },
  },
  {
    title: 'Storage has no token, and nothing that is accepted as one',
    async check(setup) {
      const { sessions, accountId, token } = await startOne(setup);
      const stored = await setup.database.sessions.allByAccount(accountId);
      const secret = token.slice('ts_'.length);
      assert.equal(JSON.stringify(stored).includes(secret), false);
      for (const { id, attributes } of stored) {
        for (const text of [id, `ts_${id}`, attributes.publicId, `ts_${attributes.publicId}`]) {
          assert.equal(await sessions.authenticate(text), null);
        }
      }
    },
  },
  {
    title: 'An unknown token stands for nothing, however long it is',
    async check(setup) {
      const { sessions, token } = await startOne(setup);
      const texts = ['', 'ts_', token.slice(0, -1), `${token}x`, `ts_${'x'.repeat(10_000)}`];
      for (const text of texts) assert.equal(await sessions.authenticate(text), null);
    },
  },
];
