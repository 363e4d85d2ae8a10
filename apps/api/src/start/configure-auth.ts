import { type AccountEmailQueue, type Auth, createAuth } from '@trastienda/auth';
import type { Database } from '@trastienda/shop-db';
import type { Config, EncryptionKeys } from '../config/env.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** How long a proof of identity admits to sensitive procedures. */
const RECENT_SECONDS = 15 * 60;

export interface AuthOptions {
  readonly database: Database;
  readonly config: Config;
  readonly encryptionKeys: EncryptionKeys;
  /** Without it, emails wait in the database until a server sends them. */
  readonly emails?: AccountEmailQueue;
  /** Erases the shop's data of a deleted account; must not reject. */
  readonly onDeleted?: (accountId: string) => Promise<void>;
}

/** Creates auth from the configuration. */
export function configureAuth(options: AuthOptions): Auth {
  const { database, config, encryptionKeys, emails, onDeleted } = options;
  const { shopName, passwordMinLength, sessionDays, sessionMaxDays } = config.accounts;
  return createAuth({
    database,
    config: {
      shopName,
      passwordMinLength,
      encryptionKeys,
      session: {
        slidingSeconds: sessionDays * DAY_SECONDS,
        absoluteSeconds: sessionMaxDays * DAY_SECONDS,
        recentSeconds: RECENT_SECONDS,
      },
    },
    ...(emails && { emails }),
    ...(onDeleted && { onDeleted }),
  });
}
