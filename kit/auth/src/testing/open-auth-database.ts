import type { AuthAction } from '@trastienda/auth-contract';
import { emails } from '@trastienda/emails/collection';
import { type DatabaseOf, leases, openDatabase, rateLimits } from '@trastienda/mongo';
import { accounts, apiKeys, defineAudit, oneTimeTokens, sessions } from '../collections/index.ts';

const COLLECTIONS = {
  accounts,
  apiKeys,
  audit: defineAudit<AuthAction>(),
  emails,
  leases,
  oneTimeTokens,
  rateLimits,
  sessions,
};

/** The database of an application that has accounts and nothing else. */
export interface AuthTestDatabase extends DatabaseOf<typeof COLLECTIONS> {}

export const openAuthDatabase = (uri: string): Promise<AuthTestDatabase> =>
  openDatabase({ uri, collections: COLLECTIONS });
