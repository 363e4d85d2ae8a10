import type { SignInOutcome } from '@trastienda/procedures';

/** The result of a sign-in, for tests of token transport. */
export function startedSession(
  token: string,
): SignInOutcome<{ readonly status: 'signed-in'; readonly token: null }, never> {
  return {
    kind: 'started',
    session: {
      token,
      absoluteExpiresAt: new Date(Date.now() + 180 * 86_400_000),
      signedIn: { status: 'signed-in', token: null },
    },
  };
}
