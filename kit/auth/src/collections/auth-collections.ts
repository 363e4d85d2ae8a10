import type { AuthAction } from '@trastienda/auth-contract';
import { accounts } from './accounts/account-store.ts';
import { apiKeys } from './api-keys/api-key-store.ts';
import { defineAudit } from './audit/audit-store.ts';
import { oneTimeTokens } from './one-time-tokens/one-time-token-store.ts';
import { sessions } from './sessions/session-store.ts';

/**
 * The collections of auth. An application that audits further actions lists them one by one, with
 * another `audit`.
 */
export const AUTH_COLLECTIONS = {
  accounts,
  apiKeys,
  audit: defineAudit<AuthAction>(),
  oneTimeTokens,
  sessions,
};
