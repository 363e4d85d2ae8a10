import { AUTH_COLLECTIONS } from '@trastienda/auth/collections';
import { emails } from '@trastienda/emails/collection';
import { type DatabaseOf, idempotency, leases, openDatabase, rateLimits } from '@trastienda/mongo';
import { notes } from './notes/note-collection.ts';

const COLLECTIONS = {
  ...AUTH_COLLECTIONS,
  emails,
  idempotency,
  leases,
  notes,
  rateLimits,
};

/** The stores of all collections, and transactions over them. */
export interface AppDatabase extends DatabaseOf<typeof COLLECTIONS> {}

export const openAppDatabase = (uri: string): Promise<AppDatabase> =>
  openDatabase({ uri, collections: COLLECTIONS });
