import { type EmailRenderers, type EmailTemplates, renderEmail } from '@trastienda/emails';

/** The email to an account with which a note was shared. */
export interface NoteEmail {
  readonly template: 'note-shared';
  readonly noteId: string;
}

const TEMPLATES: EmailTemplates<NoteEmail> = {
  languages: {
    en: {
      greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
      text: (_content, site) => ({
        subject: 'A note was shared with you',
        paragraphs: [`You can read it on ${site}.`],
        action: 'Read the note',
      }),
    },
  },
  defaultLocale: 'en',
  pathOf: ({ noteId }) => `notes/${noteId}`,
};

export const noteEmails: EmailRenderers<NoteEmail> = {
  'note-shared': (email, site) => renderEmail(TEMPLATES, email, site),
};
