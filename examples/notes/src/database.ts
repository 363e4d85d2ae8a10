import {
  accounts,
  apiKeys,
  defineAudit,
  oneTimeTokens,
  sessions,
} from '@trastienda/auth/collections';
import { emails } from '@trastienda/emails';
import {
  type ConnectionOptions,
  type DatabaseOf,
  defineEvents,
  leases,
  openDatabase,
  rateLimits,
} from '@trastienda/mongo';
import type { ACTIONS } from './contract.ts';
import { notes } from './notes-collection.ts';

const COLLECTIONS = {
  ...{ accounts, apiKeys, emails, leases, notes, oneTimeTokens, rateLimits, sessions },
  audit: defineAudit<(typeof ACTIONS)[number]>(),
  events: defineEvents<{
    aggregate: 'note';
    type: 'note.written' | 'note.shared';
    data: { readonly reader: string | null };
  }>(),
};

export interface NotesDatabase extends DatabaseOf<typeof COLLECTIONS> {}

export const openNotesDatabase = (
  uri: string,
  options: ConnectionOptions = {},
): Promise<NotesDatabase> => openDatabase({ ...options, uri, collections: COLLECTIONS });
