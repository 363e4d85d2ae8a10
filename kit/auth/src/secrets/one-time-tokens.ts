import type { Clock } from '@trastienda/base';
import type { OneTimeToken, OneTimeTokenStore, TokenPurpose } from '../collections/index.ts';
import { hashSecret, newSecret } from './one-time-secret.ts';

const LIFETIME_MINUTES: Readonly<Record<TokenPurpose, number>> = {
  'sign-up': 24 * 60,
  'change-email': 24 * 60,
  'reset-password': 30,
  'second-factor': 5,
};

export interface IssuedToken {
  /** Available only now: the database stores its hash. */
  readonly secret: string;
  readonly expiresAt: Date;
  readonly expiresInMinutes: number;
}

interface TokenRequest {
  readonly purpose: TokenPurpose;
  readonly accountId: string | null;
  readonly payload: OneTimeToken['payload'];
  /** Overrides the default lifetime of the purpose. */
  readonly minutes?: number;
}

/** Single-use secrets, addressed by their plain text instead of their hash. */
export interface OneTimeTokens {
  /** Issues a token in the caller's transaction. */
  issue(request: TokenRequest): Promise<IssuedToken>;
  /** Returns the token without consuming it, or null if it is invalid. */
  find(secret: string, purpose: TokenPurpose): Promise<OneTimeToken | null>;
  /** Consumes the token; returns null if it is invalid or was consumed by another call. */
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
    consume: (secret, purpose) => store.consume(hashSecret(secret), purpose, clock.now()),
  };
}
