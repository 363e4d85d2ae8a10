import { type AccountStore, createAccountStore } from './accounts/account-store.ts';
import { type ApiKeyStore, createApiKeyStore } from './api-keys/api-key-store.ts';
import { type AuditStore, createAuditStore } from './audit/audit-store.ts';
import { guardStore } from './connection/guard-store.ts';
import { createIndexes, type Indexes } from './connection/indexes.ts';
import { type ConnectionOptions, openConnection } from './connection/open-connection.ts';
import { createTransaction, type RunTransaction } from './connection/transaction.ts';
import { createFacetStore, type FacetStore } from './facets/facet-store.ts';
import { createMailStore, type MailStore } from './mails/mail-store.ts';
import {
  createOneTimeTokenStore,
  type OneTimeTokenStore,
} from './one-time-tokens/one-time-token-store.ts';
import { createProductStore, type ProductStore } from './products/product-store.ts';
import { createRateLimitStore, type RateLimitStore } from './rate-limits/rate-limit-store.ts';
import { createSessionStore, type SessionStore } from './sessions/session-store.ts';

/** The shop's database: a store for each collection, and transactions over them. */
export interface Database {
  readonly accounts: AccountStore;
  readonly apiKeys: ApiKeyStore;
  readonly audit: AuditStore;
  readonly mails: MailStore;
  readonly oneTimeTokens: OneTimeTokenStore;
  readonly rateLimits: RateLimitStore;
  readonly sessions: SessionStore;
  readonly products: ProductStore;
  readonly facets: FacetStore;
  readonly transaction: RunTransaction;
  readonly indexes: Indexes;
  /** Resolves when the server answers. `DATABASE_UNAVAILABLE`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database at a MongoDB URI. `DATABASE_UNAVAILABLE` when it cannot be reached; a
 * `DatabaseUnfitError` when it cannot do transactions.
 */
export async function openDatabase(
  uri: string,
  options: ConnectionOptions = {},
): Promise<Database> {
  const { mongoose, connection } = await openConnection(uri, options);
  return {
    accounts: guardStore(createAccountStore(connection)),
    apiKeys: guardStore(createApiKeyStore(connection)),
    audit: guardStore(createAuditStore(connection)),
    mails: guardStore(createMailStore(connection)),
    oneTimeTokens: guardStore(createOneTimeTokenStore(connection)),
    rateLimits: guardStore(createRateLimitStore(connection)),
    sessions: guardStore(createSessionStore(connection)),
    products: guardStore(createProductStore(connection)),
    facets: guardStore(createFacetStore(connection)),
    transaction: createTransaction(connection),
    indexes: guardStore(createIndexes(connection)),
    ...guardStore({
      async ping() {
        await connection.db?.admin().command({ ping: 1 });
      },
    }),
    close: () => mongoose.disconnect(),
  };
}
