import { Acknowledged } from '@trastienda/auth-contract';
import { PageInput } from '@trastienda/base';
import { mutation, query } from '../procedures.ts';
import { ListNotesInput, Note, NotePage, ShareNoteInput, WriteNoteInput } from './note-schemas.ts';

export const notes = {
  write: mutation(
    {
      access: 'own',
      summary: 'Writes a note',
      input: WriteNoteInput,
      output: Note,
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.notes.write(ctx.actor, input),
  ),
  share: mutation(
    {
      access: 'own',
      summary: 'Shares a note with an email address',
      input: ShareNoteInput,
      output: Acknowledged,
      errors: ['NOTE_NOT_FOUND'],
      idempotency: 'key',
      limits: ['sharing'],
    },
    ({ ctx, input }) => ctx.services.notes.share(ctx.actor, input, ctx.requestId),
  ),
  list: query(
    {
      access: 'own',
      summary: 'Lists notes of the account, and those shared with it',
      input: ListNotesInput,
      output: NotePage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.notes.list(ctx.actor, input),
  ),
  listPublic: query(
    {
      access: 'public',
      summary: 'Lists public notes, newest first',
      input: PageInput,
      output: NotePage,
      errors: ['CURSOR_INVALID'],
      tags: () => ['public-notes'],
      cache: { maxAge: 60 },
    },
    ({ ctx, input }) => ctx.services.notes.listPublic(input),
  ),
  remove: mutation(
    {
      access: 'notes:moderate',
      summary: 'Removes a note',
      input: Note.pick({ id: true }),
      output: Acknowledged,
      errors: ['NOTE_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.notes.remove(input.id),
  ),
};
