import { type Migration, moveCollection } from '@trastienda/mongo';

/**
 * Renames the email queue. Queued emails stay sealed: the context of their seal contains neither
 * name.
 */
export const emails: Migration = {
  id: '0003-emails',
  description: 'rename the collection mails to emails',
  former: { mails: null },

  async run(context) {
    await moveCollection(context, 'mails', 'emails');
    return [];
  },
};
