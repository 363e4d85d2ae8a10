import { AuthError } from '@trastienda/auth-contract';
import type { SessionTransport } from '@trastienda/procedures';
import { describe, expect, test } from 'vitest';
import { PASSWORD, useTestAuth } from '../testing/start-test-auth.ts';
import { createTestCalls } from '../testing/test-router.ts';
import { enrollTotp } from '../testing/totp-device.ts';

const fixture = await useTestAuth();

/** Creates the calls of a new account over a transport and services that record their calls. */
async function setUp(parts: { session?: Partial<SessionTransport>; failure?: Error } = {}) {
  const asked: string[] = [];
  const { email, token, actor, origin } = await fixture.person();
  const { auth, account } = fixture;
  const recorded = <Value>(name: string, work: () => Promise<Value>) => {
    asked.push(name);
    return parts.failure === undefined ? work() : Promise.reject(parts.failure);
  };
  const calls = await createTestCalls(fixture, {
    token,
    services: {
      auth: {
        ...auth,
        signIn: (input, from) => recorded('signIn', () => auth.signIn(input, from)),
        completeSignIn: (input, from) =>
          recorded('completeSignIn', () => auth.completeSignIn(input, from)),
        signOut: (from) => recorded('signOut', () => auth.signOut(from)),
      },
      account: {
        ...account,
        delete: (who, from) => recorded('delete', () => account.delete(who, from)),
      },
    },
    session: {
      requireDeliverable: () => asked.push('requireDeliverable'),
      deliver: (outcome) => {
        asked.push('deliver');
        if (outcome.kind === 'second-factor') return outcome.required;
        return { ...outcome.session.signedIn, token: 'in a cookie' };
      },
      requireClearable: () => asked.push('requireClearable'),
      clear: () => asked.push('clear'),
      ...parts.session,
    },
  });
  return { asked, calls, email, actor, origin };
}

describe('A sign-in', () => {
  test('is handed over by the transport', async () => {
    const { asked, calls, email } = await setUp();
    const signedIn = await calls.auth.signIn({ email, password: PASSWORD });
    expect(signedIn).toMatchObject({ status: 'signed-in', token: 'in a cookie' });
    expect(asked).toEqual(['requireDeliverable', 'signIn', 'deliver']);
  });

  test('with a second factor is handed over by the transport', async () => {
    const { asked, calls, email, actor, origin } = await setUp();
    const device = await enrollTotp(fixture, actor, origin);
    const required = await calls.auth.signIn({ email, password: PASSWORD });
    if (required.status !== 'second-factor-required') return expect.unreachable();
    const { challenge } = required;
    const secondFactor = { code: device.code() };
    const signedIn = await calls.auth.completeSignIn({ challenge, secondFactor });
    expect(signedIn).toMatchObject({ status: 'signed-in', token: 'in a cookie' });
    const both = (name: string) => ['requireDeliverable', name, 'deliver'];
    expect(asked).toEqual([...both('signIn'), ...both('completeSignIn')]);
  });

  test('does not start when its session could not be delivered', async () => {
    const requireDeliverable = () => {
      throw new AuthError('ORIGIN_REJECTED');
    };
    const { asked, calls, email } = await setUp({ session: { requireDeliverable } });
    const refused = { cause: { reason: 'ORIGIN_REJECTED' } };
    await expect(calls.auth.signIn({ email, password: PASSWORD })).rejects.toMatchObject(refused);
    const second = { challenge: 'c'.repeat(43), secondFactor: { code: '123456' } };
    await expect(calls.auth.completeSignIn(second)).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  });
});

describe('The cookie', () => {
  const cookie = (name: string) => ['requireClearable', name, 'clear'];

  test('is cleared when an account signs out or is deleted', async () => {
    const leaving = await setUp();
    await leaving.calls.auth.signOut();
    expect(leaving.asked).toEqual(cookie('signOut'));
    const deleted = await setUp();
    await deleted.calls.account.delete();
    expect(deleted.asked).toEqual(cookie('delete'));
  });

  test('stays when the session could not be ended', async () => {
    const { asked, calls } = await setUp({ failure: new AuthError('DATABASE_UNAVAILABLE') });
    const failed = { cause: { reason: 'DATABASE_UNAVAILABLE' } };
    await expect(calls.auth.signOut()).rejects.toMatchObject(failed);
    await expect(calls.account.delete()).rejects.toMatchObject(failed);
    expect(asked).not.toContain('clear');
  });

  test('that cannot be cleared keeps its session', async () => {
    const requireClearable = () => {
      throw new AuthError('MEDIA_UNSUPPORTED');
    };
    const { asked, calls } = await setUp({ session: { requireClearable } });
    const refused = { cause: { reason: 'MEDIA_UNSUPPORTED' } };
    await expect(calls.auth.signOut()).rejects.toMatchObject(refused);
    await expect(calls.account.delete()).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  });
});
