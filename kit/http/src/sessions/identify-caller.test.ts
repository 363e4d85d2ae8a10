import { type Actor, ANONYMOUS, BaseError } from '@trastienda/base';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCallerIdentifier, credentialOf } from './identify-caller.ts';

const STAFF_TOKEN = 'f2d9-a.good_token~of+some/length==';
const ANA: Actor = {
  kind: 'account',
  accountId: '0123456789abcdef01234567',
  sessionId: '0123456789abcdef01234567',
  role: 'member',
  permissions: [],
  isRecent: true,
};
const ENDED: Actor = { kind: 'anonymous', hasEndedSession: true };

/** What the database was asked about. */
const asked: string[] = [];
beforeEach(() => void asked.splice(0));

const identify = createCallerIdentifier({
  checkToken: (token) =>
    token === STAFF_TOKEN ? { kind: 'machine', name: 'staff-token', permissions: [] } : null,
  authenticator: {
    async authenticate(secret) {
      asked.push(secret);
      if (secret === 'ts_ana') return ANA;
      if (secret.startsWith('ts_')) return ENDED;
      throw new BaseError('TOKEN_INVALID');
    },
  },
});
const by = (authorization: string | null, cookie: string | null = null) =>
  identify({ authorization, cookie });

describe('A caller', () => {
  test('without credentials is a visitor', async () => {
    await expect(by(null)).resolves.toBe(ANONYMOUS);
  });

  test('is identified by a session, in the header or in the cookie', async () => {
    await expect(by('Bearer ts_ana')).resolves.toBe(ANA);
    await expect(by(null, 'ts_ana')).resolves.toBe(ANA);
  });

  test('is identified by the staff token without a database read, in any case of the scheme', async () => {
    for (const scheme of ['Bearer', 'bEARER']) {
      await expect(by(`${scheme} ${STAFF_TOKEN}`)).resolves.toMatchObject({
        kind: 'machine',
        name: 'staff-token',
      });
    }
    expect(asked).toEqual([]);
  });

  test('with both header and cookie is identified by the header, and anonymous if it is invalid', async () => {
    await expect(by(`Bearer ${STAFF_TOKEN}`, 'ts_ana')).resolves.toMatchObject({
      kind: 'machine',
    });
    await expect(by('Bearer wrong', 'ts_ana')).rejects.toMatchObject({ reason: 'TOKEN_INVALID' });
    await expect(by('Bearer ts_over', 'ts_ana')).resolves.toEqual(ENDED);
  });

  test('is identified by the cookie only when there is no header', () => {
    expect(credentialOf({ authorization: 'x', cookie: 'y' })).toBe('bearer');
    expect(credentialOf({ authorization: '', cookie: 'y' })).toBe('bearer');
    expect(credentialOf({ authorization: null, cookie: '' })).toBe('cookie');
    expect(credentialOf({ authorization: null, cookie: null })).toBe('none');
  });

  test.each(['ts_over', 'garbage', '', 'tk_key', STAFF_TOKEN, `ts_${'a'.repeat(5000)}`])(
    'with an invalid cookie is a visitor whose session has ended: %s',
    async (cookie) => {
      await expect(by(null, cookie)).resolves.toEqual(ENDED);
    },
  );

  test.each([
    '',
    'Bearer',
    `Bearer ${STAFF_TOKEN} ${STAFF_TOKEN}`,
    `Basic ${STAFF_TOKEN}`,
    STAFF_TOKEN,
    `Bearer ${'a'.repeat(10_000)}`,
    'Bearer {"$ne":null}',
  ])('with an invalid header is rejected without a database read: %s', async (header) => {
    await expect(by(header)).rejects.toMatchObject({ reason: 'TOKEN_INVALID' });
    expect(asked).toEqual([]);
  });
});
