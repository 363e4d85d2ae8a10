import { emailKey } from '@trastienda/auth/collections';
import type { AccountActor, Clock, Keyed } from '@trastienda/base';
import { mapPage, type PageQuery, runIdempotent } from '@trastienda/mongo';
import { ApplicationError } from '../contract.ts';
import type { AppDatabase } from '../database.ts';
import type { NoteState } from './note-collection.ts';
import type { ListNotesInput, Note, ShareNoteInput, WriteNoteInput } from './note-schemas.ts';

const ACKNOWLEDGED = { acknowledged: true } as const;
const notFound = (id: string) => new ApplicationError('NOTE_NOT_FOUND', { details: { id } });

function toView({ id, text, isPublic, author, createdAt }: NoteState, viewer?: string): Note {
  return { id, text, isPublic, isOwn: author === viewer, createdAt: createdAt.toISOString() };
}

export type NoteService = ReturnType<typeof createNoteService>;

/** Creates the use cases of notes. */
export function createNoteService(deps: { database: AppDatabase; clock: Clock }) {
  const { accounts, events, notes } = deps.database;
  return {
    /** @throws {ApplicationError} SESSION_ENDED when the account has been deleted. */
    write({ accountId }: AccountActor, input: Keyed<WriteNoteInput>): Promise<Note> {
      const { text, isPublic } = input;
      const call = { procedure: 'notes.write', caller: accountId, input };
      return runIdempotent(deps, call, async () => {
        // Locked, so that the deletion of the account misses no note.
        if ((await accounts.lock(accountId)) === null) throw new ApplicationError('SESSION_ENDED');
        const note = { author: accountId, text, isPublic, createdAt: deps.clock.now() };
        return toView(await notes.insert(note), accountId);
      });
    },

    /**
     * Shares a note of the actor's. A job looks for the account of the address afterwards, so that
     * neither the answer nor its delay tells whether there is one.
     * @throws {ApplicationError} NOTE_NOT_FOUND.
     */
    share({ accountId }: AccountActor, input: Keyed<ShareNoteInput>, requestId: string) {
      const { id } = input;
      const call = { procedure: 'notes.share', caller: accountId, input };
      return runIdempotent(deps, call, async () => {
        if (!(await notes.isBy(id, accountId))) throw notFound(id);
        const data = { emailKey: emailKey(input.email) };
        const event = { aggregate: 'note', aggregateId: id, type: 'note.shared', data } as const;
        await events.record(event, { at: deps.clock.now(), requestId });
        return ACKNOWLEDGED;
      });
    },

    list: async ({ accountId }: AccountActor, input: ListNotesInput) =>
      mapPage(await notes.listFor(accountId, input), (note) => toView(note, accountId)),

    listPublic: async (page: PageQuery) =>
      mapPage(await notes.listPublic(page), (note) => toView(note)),

    /** @throws {ApplicationError} NOTE_NOT_FOUND. */
    async remove(id: string) {
      if (!(await notes.remove(id))) throw notFound(id);
      return ACKNOWLEDGED;
    },
  };
}
