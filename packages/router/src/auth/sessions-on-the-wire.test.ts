import type { SignInOutcome } from '@trastienda/auth';
import type { SessionTransport } from '@trastienda/procedures';
import {
  type Permission,
  type Role,
  ShopError,
  type SignInResult,
} from '@trastienda/shop-contract';
import { describe, expect, test, vi } from 'vitest';
import type { Services } from '../context.ts';
import { appRouter } from '../root-router.ts';
import { createPartial, createTestAccount, createTestContext } from '../testing/create-context.ts';

const NOW = '2026-01-01T00:00:00.000Z';
const SIGNED_IN = {
  status: 'signed-in',
  account: {
    id: 'a'.repeat(24),
    email: 'ana@example.com',
    name: 'Ana',
    locale: 'es',
    role: 'customer',
    permissions: [],
    hasSecondFactor: false,
    recoveryCodes: 0,
    createdAt: NOW,
  },
  session: {
    id: '5'.repeat(24),
    device: 'a test',
    address: null,
    createdAt: NOW,
    lastSeenAt: NOW,
    expiresAt: NOW,
    isCurrent: true,
  },
  token: null,
} as const satisfies SignInResult;

const OUTCOME: SignInOutcome<Role, Permission> = {
  kind: 'started',
  session: { token: 'ts_secret', absoluteExpiresAt: new Date(NOW), signedIn: SIGNED_IN },
};

const PASSWORD = { email: 'ana@example.com', password: 'a long pass phrase' };
const CHALLENGE = { challenge: 'c'.repeat(43), secondFactor: { code: '123456' } };

/** Creates calls over a transport and services that record in order what is called on them. */
function setUp(parts: { session?: Partial<SessionTransport>; failure?: Error } = {}) {
  const asked: string[] = [];
  const answer = async <Value>(name: string, value: Value) => {
    asked.push(name);
    if (parts.failure !== undefined) throw parts.failure;
    return value;
  };
  const done = { acknowledged: true } as const;
  const auth = createPartial<Services['auth']>({
    signIn: () => answer('signIn', OUTCOME),
    completeSignIn: () => answer('completeSignIn', OUTCOME),
    signOut: () => answer('signOut', done),
  });
  const account = createPartial<Services['account']>({ delete: () => answer('delete', done) });
  const session: SessionTransport = {
    requireDeliverable: () => asked.push('requireDeliverable'),
    deliver: (outcome) => {
      asked.push('deliver');
      if (outcome.kind === 'second-factor') return outcome.required;
      const { signedIn, token } = outcome.session;
      return { ...signedIn, token };
    },
    requireClearable: () => asked.push('requireClearable'),
    clear: () => asked.push('clear'),
    ...parts.session,
  };
  const services = createPartial<Services>({ auth, account });
  const context = createTestContext({ actor: createTestAccount(), session, services });
  return { asked, call: appRouter.createCaller(context) };
}

describe('a sign-in', () => {
  test.each([
    ['signIn', (call: ReturnType<typeof setUp>['call']) => call.auth.signIn(PASSWORD)],
    [
      'completeSignIn',
      (call: ReturnType<typeof setUp>['call']) => call.auth.completeSignIn(CHALLENGE),
    ],
  ])('by %s is handed over by the transport', async (name, signIn) => {
    const { asked, call } = setUp();
    expect(await signIn(call)).toEqual({ ...SIGNED_IN, token: 'ts_secret' });
    expect(asked).toEqual(['requireDeliverable', name, 'deliver']);
  });

  test('does not start when its session could not be delivered', async () => {
    const requireDeliverable = vi.fn(() => {
      throw new ShopError('ORIGIN_REJECTED');
    });
    const { asked, call } = setUp({ session: { requireDeliverable } });
    await expect(call.auth.signIn(PASSWORD)).rejects.toMatchObject({
      cause: { reason: 'ORIGIN_REJECTED' },
    });
    await expect(call.auth.completeSignIn(CHALLENGE)).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});

describe('the cookie', () => {
  test('is cleared when an account signs out or is deleted', async () => {
    const { asked, call } = setUp();
    await call.auth.signOut();
    await call.account.delete();
    const cookie = (name: string) => ['requireClearable', name, 'clear'];
    expect(asked).toEqual([...cookie('signOut'), ...cookie('delete')]);
  });

  test('stays when the session could not be ended', async () => {
    const { asked, call } = setUp({ failure: new ShopError('DATABASE_UNAVAILABLE') });
    await expect(call.auth.signOut()).rejects.toThrow();
    await expect(call.account.delete()).rejects.toThrow();
    expect(asked).not.toContain('clear');
  });

  test('that cannot be cleared keeps its session', async () => {
    const requireClearable = () => {
      throw new ShopError('MEDIA_UNSUPPORTED');
    };
    const { asked, call } = setUp({ session: { requireClearable } });
    const refused = { cause: { reason: 'MEDIA_UNSUPPORTED' } };
    await expect(call.auth.signOut()).rejects.toMatchObject(refused);
    await expect(call.account.delete()).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  });
});
