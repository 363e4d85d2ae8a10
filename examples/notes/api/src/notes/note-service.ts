import { emailKey } from '@trastienda/auth/collections';
import type { AccountActor, Clock } from '@trastienda/base';
import type { EmailQueue } from '@trastienda/emails';
import { appendEvents, type ChangeContext, type Page } from '@trastienda/mongo';
import { ApplicationError } from '../contract.ts';
import type { AppDatabase } from '../database.ts';
import type { NoteState } from './note-collection.ts';
import type { NoteEmail } from './note-emails.ts';
import type {
  ListNotesInput,
  Note,
  NotePage,
  ShareNoteInput,
  WriteNoteInput,
} from './note-schemas.ts';

export interface NoteDeps {
  readonly database: AppDatabase;
  readonly clock: Clock;
  readonly emails: EmailQueue<NoteEmail>;
}

function toView({ id, text, isPublic, author, createdAt }: NoteState, viewer: string | null): Note {
  return { id, text, isPublic, isOwn: author === viewer, createdAt: createdAt.toISOString() };
}

const toPage = ({ items, nextCursor }: Page<NoteState>, viewer: string | null): NotePage => ({
  items: items.map((note) => toView(note, viewer)),
  nextCursor,
});

export type NoteService = ReturnType<typeof createNoteService>;

/** Creates the use cases of notes. Each change and its event are written in one transaction. */
export function createNoteService({ database, clock, emails }: NoteDeps) {
  const { accounts, notes } = database;
  return {
    write(
      { accountId: author }: AccountActor,
      input: WriteNoteInput,
      requestId: string,
    ): Promise<Note> {
      return database.transaction(async () => {
        const context: ChangeContext = { at: clock.now(), requestId };
        const note = await notes.insert({ ...input, author, createdAt: context.at });
        const subject = { aggregate: 'note', aggregateId: note.id, before: 0 } as const;
        const written = { type: 'note.written', data: { reader: null } } as const;
        await appendEvents(database, subject, [written], context);
        return toView(note, author);
      });
    },

    /**
     * Shares a note of the actor's, and queues an email to the reader. Says nothing about whether
     * the address has an account.
     * @throws {ApplicationError} NOTE_NOT_FOUND.
     */
    share(
      { accountId: author }: AccountActor,
      { id, email }: ShareNoteInput,
      requestId: string,
    ): Promise<void> {
      return database.transaction(async () => {
        const reader = await accounts.findByEmailKey(emailKey(email));
        const note = await notes.addReader(id, author, reader?.id ?? author);
        if (note === null) throw new ApplicationError('NOTE_NOT_FOUND', { details: { id } });
        const subject = {
          aggregate: 'note',
          aggregateId: id,
          before: note.eventSequence - 1,
        } as const;
        const shared = { type: 'note.shared', data: { reader: reader?.id ?? null } } as const;
        await appendEvents(database, subject, [shared], { at: clock.now(), requestId });
        if (reader?.email == null) return;
        const { name, locale } = reader;
        const content = { template: 'note-shared', noteId: id } as const;
        await emails.enqueue({ to: { email: reader.email, name }, locale, content });
      });
    },

    async list(
      { accountId }: AccountActor,
      { prefix, ...page }: ListNotesInput,
    ): Promise<NotePage> {
      const query = { ...page, ...(prefix !== undefined && { prefix }) };
      return toPage(await notes.listFor(accountId, query), accountId);
    },

    async listPublic(page: Omit<ListNotesInput, 'prefix'>): Promise<NotePage> {
      return toPage(await notes.listPublic(page), null);
    },

    /** @throws {ApplicationError} NOTE_NOT_FOUND. */
    async remove(id: string): Promise<void> {
      if (!(await notes.remove(id)))
        throw new ApplicationError('NOTE_NOT_FOUND', { details: { id } });
    },
  };
}
