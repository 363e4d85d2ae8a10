import type { Migration } from './migration.ts';
import { moveCollection } from './move-collection.ts';

/** What waits to be sent stays sealed as it is: the context of its seal says neither name. */
export const emails: Migration = {
  id: '0003-emails',
  description: 'rename the collection mails to emails',

  async run(context) {
    await moveCollection(context, 'mails', 'emails');
    return [];
  },
};
