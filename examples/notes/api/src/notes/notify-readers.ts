import type { EmailQueue } from '@trastienda/emails';
import { defineConsumer } from '@trastienda/mongo';
import type { AppDatabase } from '../database.ts';
import type { NoteEvent } from './note-collection.ts';
import type { NoteEmail } from './note-emails.ts';

/**
 * Creates the consumer that makes the account of an address a reader of the notes shared with it, and
 * queues its email in the same transaction. An address without an account is forgotten.
 */
export function createNotifyConsumer(deps: {
  database: AppDatabase;
  emails: EmailQueue<NoteEmail>;
}) {
  const { accounts, notes } = deps.database;
  return defineConsumer<NoteEvent, 'note.shared'>({
    name: 'notify-readers',
    types: ['note.shared'],
    from: 'beginning',
    redact: ['emailKey'],
    async handle({ aggregateId: noteId, data }) {
      const found = await accounts.findByEmailKey(data.emailKey);
      // Locked, so that an account whose deletion is under way becomes no reader.
      const reader = found && (await accounts.lock(found.id));
      if (reader?.email == null || !(await notes.addReader(noteId, reader.id))) return;
      const { email, name, locale } = reader;
      const content = { template: 'note-shared', noteId } as const;
      await deps.emails.enqueue({ to: { email, name }, locale, content });
    },
  });
}
