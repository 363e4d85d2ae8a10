import { Id, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';

/** Reasons for which calls about notes fail. */
export const NOTE_ERRORS = {
  NOTE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such note.',
  },
} as const;

export const WriteNoteInput = z.object({
  text: z.string().trim().min(1).max(10_000),
  isPublic: z.boolean().default(false),
});
export type WriteNoteInput = z.infer<typeof WriteNoteInput>;

export const ShareNoteInput = z.object({ id: Id, email: z.email() });
export type ShareNoteInput = z.infer<typeof ShareNoteInput>;

export const NoteIdInput = z.object({ id: Id });

/** `prefix` is the beginning of a word. */
export const ListNotesInput = PageInput.extend({ prefix: z.string().max(100).optional() });
export type ListNotesInput = z.infer<typeof ListNotesInput>;

export const Note = z.object({
  id: Id,
  text: z.string(),
  isPublic: z.boolean(),
  isOwn: z.boolean(),
  createdAt: Timestamp,
});
export type Note = z.infer<typeof Note>;

export const NotePage = pageOf(Note);
export type NotePage = z.infer<typeof NotePage>;
