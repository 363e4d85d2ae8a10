import { EmailAddress } from '@trastienda/auth-contract';
import { defineErrors, Id, notFound, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';

export const NOTE_ERRORS = defineErrors({
  NOTE_NOT_FOUND: notFound('There is no such note.'),
});

export const Note = z.object({
  id: Id,
  text: z.string().trim().min(1).max(10_000),
  isPublic: z.boolean(),
  isOwn: z.boolean(),
  createdAt: Timestamp,
});
export type Note = z.infer<typeof Note>;
export const NotePage = pageOf(Note);

export const WriteNoteInput = Note.pick({ text: true, isPublic: true });
export type WriteNoteInput = z.infer<typeof WriteNoteInput>;

export const ShareNoteInput = Note.pick({ id: true }).extend({
  email: EmailAddress,
});
export type ShareNoteInput = z.infer<typeof ShareNoteInput>;

/** `prefix` has the beginnings of words; a note that is found has a word for each. */
export const ListNotesInput = PageInput.extend({ prefix: z.string().max(100).default('') });
export type ListNotesInput = z.infer<typeof ListNotesInput>;
