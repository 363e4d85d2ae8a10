import type { OneTimeToken, OneTimeTokenStore, TokenPurpose } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import { hashSecret, newSecret } from './one-time-secret.ts';

const LIFETIME_MINUTES: Readonly<Record<TokenPurpose, number>> = {
  'sign-up': 24 * 60,
  'change-email': 24 * 60,
  'reset-password': 30,
  'second-factor': 5,
};

export interface IssuedToken {
  /** Known now and never again. */
  readonly secret: string;
  readonly expiresAt: Date;
  readonly expiresInMinutes: number;
}

interface TokenRequest {
  readonly purpose: TokenPurpose;
  readonly accountId: string | null;
  readonly payload: OneTimeToken['payload'];
  /** In place of what is usual for its purpose. */
  readonly minutes?: number;
}

/** Secrets that work once, by their text rather than their hash. */
export interface OneTimeTokens {
  /** Joins the transaction of its caller. */
  issue(request: TokenRequest): Promise<IssuedToken>;
  /** Looks without spending; null for one that is of no use. */
  find(secret: string, purpose: TokenPurpose): Promise<OneTimeToken | null>;
  /** Spends it; null for one that is of no use, or that somebody else spent first. */
  consume(secret: string, purpose: TokenPurpose): Promise<OneTimeToken | null>;
}

export function createOneTimeTokens(store: OneTimeTokenStore, clock: Clock): OneTimeTokens {
  return {
    async issue({ purpose, accountId, payload, minutes = LIFETIME_MINUTES[purpose] }) {
      const secret = newSecret();
      const createdAt = clock.now();
      const expiresAt = new Date(createdAt.getTime() + minutes * 60_000);
      const hash = hashSecret(secret);
      await store.insert({ hash, purpose, accountId, payload, createdAt, expiresAt });
      return { secret, expiresAt, expiresInMinutes: minutes };
    },
    find: (secret, purpose) => store.find(hashSecret(secret), purpose, clock.now()),
    consume: (secret, purpose) => store.take(hashSecret(secret), purpose, clock.now()),
  };
}
