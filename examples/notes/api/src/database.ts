import { AUTH_COLLECTIONS } from '@trastienda/auth/collections';
import { emails } from '@trastienda/emails/collection';
import {
  BASE_COLLECTIONS,
  type DatabaseOf,
  defineEvents,
  eventConsumers,
  openDatabase,
} from '@trastienda/mongo';
import { type NoteEvent, notes } from './notes/note-collection.ts';

const COLLECTIONS = {
  ...AUTH_COLLECTIONS,
  ...BASE_COLLECTIONS,
  emails,
  eventConsumers,
  events: defineEvents<NoteEvent>(),
  notes,
};

/** The stores of all collections, and transactions over them. */
export interface AppDatabase extends DatabaseOf<typeof COLLECTIONS> {}

export const openAppDatabase = (uri: string): Promise<AppDatabase> =>
  openDatabase({ uri, collections: COLLECTIONS });
