import { emails } from '@trastienda/emails/collection';
import { type DatabaseOf, leases, openDatabase, rateLimits } from '@trastienda/mongo';
import { AUTH_COLLECTIONS } from '../collections/index.ts';

const COLLECTIONS = { ...AUTH_COLLECTIONS, emails, leases, rateLimits };

/** The database of an application that has accounts and nothing else. */
export interface AuthTestDatabase extends DatabaseOf<typeof COLLECTIONS> {}

export const openAuthDatabase = (uri: string): Promise<AuthTestDatabase> =>
  openDatabase({ uri, collections: COLLECTIONS });
