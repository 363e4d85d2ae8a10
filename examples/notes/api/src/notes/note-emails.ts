import { createEmailRenderer, type EmailRenderers } from '@trastienda/emails';

/** The email to an account with which a note was shared. */
export type NoteEmail = { readonly template: 'note-shared'; readonly noteId: string };

export const noteEmails: EmailRenderers<NoteEmail> = {
  'note-shared': createEmailRenderer({
    texts: {
      en: (_content, site) => ({
        subject: 'A note was shared with you',
        paragraphs: [`You can read it on ${site}.`],
        action: 'Read the note',
      }),
    },
    pathOf: ({ noteId }) => `#note=${noteId}`,
  }),
};
