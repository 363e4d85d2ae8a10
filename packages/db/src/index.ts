export type {
  AccountState,
  EmailChange,
  NewAccount,
  TotpState,
} from './accounts/account-state.ts';
export type { AccountStore } from './accounts/account-store.ts';
export type { ApiKeyStore, NewApiKey } from './api-keys/api-key-store.ts';
export type { AuditStore, NewAuditEntry } from './audit/audit-store.ts';
export type { IndexDifferences, Indexes } from './connection/indexes.ts';
export { type ConnectionOptions, DatabaseUnfitError } from './connection/open-connection.ts';
export type { RunTransaction } from './connection/transaction.ts';
export { type FacetCounts, FacetTally } from './facets/facet-entries.ts';
export type { FacetStore } from './facets/facet-store.ts';
export type { LeasedMail, MailStore, QueuedMail } from './mails/mail-store.ts';
export type {
  OneTimeToken,
  OneTimeTokenStore,
  TokenPurpose,
} from './one-time-tokens/one-time-token-store.ts';
export { type Database, openDatabase } from './open-database.ts';
export type { ProductState } from './products/map-product.ts';
export type { ProductStore, ProductWrite } from './products/product-store.ts';
export type { RateLimit, RateLimitState, RateLimitStore } from './rate-limits/rate-limit-store.ts';
export type {
  SessionAccount,
  SessionAttributes,
  SessionState,
  SessionStore,
} from './sessions/session-store.ts';
