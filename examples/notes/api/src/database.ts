import {
  accounts,
  apiKeys,
  defineAudit,
  oneTimeTokens,
  sessions,
} from '@trastienda/auth/collections';
import { emails } from '@trastienda/emails/collection';
import {
  type ConnectionOptions,
  type DatabaseOf,
  defineEvents,
  leases,
  openDatabase,
  rateLimits,
} from '@trastienda/mongo';
import type { ACTIONS } from './contract.ts';
import { notes } from './notes/note-collection.ts';

const audit = defineAudit<(typeof ACTIONS)[number]>();
const events = defineEvents<{
  aggregate: 'note';
  type: 'note.written' | 'note.shared';
  data: { readonly reader: string | null };
}>();

const COLLECTIONS = {
  accounts,
  apiKeys,
  audit,
  emails,
  events,
  leases,
  notes,
  oneTimeTokens,
  rateLimits,
  sessions,
};

/** The stores of all collections, and transactions over them. */
export interface AppDatabase extends DatabaseOf<typeof COLLECTIONS> {}

export const openAppDatabase = (
  uri: string,
  options: ConnectionOptions = {},
): Promise<AppDatabase> => openDatabase({ ...options, uri, collections: COLLECTIONS });
