import type { EmailQueue } from '@trastienda/emails';
import { createBatchJob } from '@trastienda/mongo';
import type { AppDatabase } from '../database.ts';
import type { NoteState } from './note-collection.ts';
import type { NoteEmail } from './note-emails.ts';

/**
 * Creates the job that notifies people of notes shared with them. One transaction ends the
 * invitations of a note and queues their emails, so a process that dies leaves both to the next.
 */
export function createNotifyJob(deps: { database: AppDatabase; emails: EmailQueue<NoteEmail> }) {
  const { accounts, notes, transaction } = deps.database;

  async function notify(noteId: string, emailKey: string): Promise<void> {
    await notes.endInvitation(noteId, emailKey);
    const found = await accounts.findByEmailKey(emailKey);
    // Locked, so that an account whose deletion is under way becomes no reader.
    const reader = found && (await accounts.lock(found.id));
    if (reader?.email == null || !(await notes.addReader(noteId, reader.id))) return;
    const { email, name, locale } = reader;
    const content = { template: 'note-shared', noteId } as const;
    await deps.emails.enqueue({ to: { email, name }, locale, content });
  }

  return createBatchJob<NoteState>({
    name: 'notify-readers',
    find: (last, limit) => notes.listInviting(last?.id ?? '', limit),
    run: ({ id, invited }) =>
      transaction(async () => {
        for (const emailKey of invited) await notify(id, emailKey);
        return true;
      }),
  });
}
