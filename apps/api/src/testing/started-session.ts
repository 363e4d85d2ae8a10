import type { SignInOutcome } from '@trastienda/auth';
import type { Permission, Role } from '@trastienda/shop-contract';

/** The result of a sign-in, for tests of token transport. */
export function startedSession(token: string, days = 180): SignInOutcome<Role, Permission> {
  const id = '0123456789abcdef01234567';
  const at = '2026-01-01T00:00:00.000Z';
  return {
    kind: 'started',
    session: {
      token,
      absoluteExpiresAt: new Date(Date.now() + days * 86_400_000),
      signedIn: {
        status: 'signed-in',
        token: null,
        account: {
          ...{ id, email: 'ana@shop.example', name: 'Ana', locale: 'en', role: 'customer' },
          ...{ permissions: [], hasSecondFactor: false, recoveryCodes: 0, createdAt: at },
        },
        session: {
          ...{ id, device: 'test', address: null, isCurrent: true },
          ...{ createdAt: at, lastSeenAt: at, expiresAt: at },
        },
      },
    },
  };
}
