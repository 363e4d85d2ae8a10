// All

// Accounts
export type { AccountState, EmailChange, NewAccount, TotpState } from './accounts/account-state.ts';
export { type AccountStore, accounts } from './accounts/account-store.ts';
export { emailKey } from './accounts/email-key.ts';
// API keys
export type { ApiKeyState, NewApiKey } from './api-keys/api-key-document.ts';
export { type ApiKeyStore, apiKeys } from './api-keys/api-key-store.ts';
// Audit log
export type { AuditEntryState, NewAuditEntry } from './audit/audit-document.ts';
export { type AuditStore, defineAudit } from './audit/audit-store.ts';
export { AUTH_COLLECTIONS } from './auth-collections.ts';
// One-time tokens
export type { OneTimeToken, TokenPurpose } from './one-time-tokens/one-time-token-document.ts';
export { type OneTimeTokenStore, oneTimeTokens } from './one-time-tokens/one-time-token-store.ts';
// Sessions
export type {
  SessionAccount,
  SessionAttributes,
  SessionState,
} from './sessions/session-document.ts';
export { type SessionStore, sessions } from './sessions/session-store.ts';
