import {
  AUTH_ACTIONS,
  AUTH_ERRORS,
  defineAccountSchemas,
  defineApiKeySchemas,
} from '@trastienda/auth/contract';
import {
  BASE_ERRORS,
  createErrorClass,
  defineErrors,
  defineRoles,
  Id,
  PageInput,
  pageOf,
  Timestamp,
} from '@trastienda/base';
import { z } from 'zod';

export const ROLES = defineRoles({
  permissions: ['notes:moderate', 'api-keys:write'],
  roles: { member: [], moderator: ['notes:moderate', 'api-keys:write'] },
});

export const ERRORS = defineErrors(BASE_ERRORS, AUTH_ERRORS, {
  NOTE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such note.',
  },
});
export const NotesError = createErrorClass('NotesError', ERRORS);

export const ACTIONS = AUTH_ACTIONS;
export const { SignInResult } = defineAccountSchemas(ROLES);
export const { CreateApiKeyInput, CreatedApiKey } = defineApiKeySchemas(ROLES);

export const WriteNoteInput = z.object({
  text: z.string().trim().min(1).max(10_000),
  isPublic: z.boolean().default(false),
});
export const ShareNoteInput = z.object({ id: Id, email: z.email() });
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
