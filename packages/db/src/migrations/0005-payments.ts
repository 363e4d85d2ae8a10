import { dropIndexes, type Migration, renameFields } from '@trastienda/mongo';

export const payments: Migration = {
  id: '0005-payments',
  description: 'rename fields of payments: requestKey, notifications, nextAttemptAt, rejection',
  former: { payments: 'intent' },

  async run({ db, signal }) {
    const collection = db.collection('payments');
    await dropIndexes(collection, ['intent_1', 'dueAt_1']);
    const names = {
      intent: 'requestKey',
      wakeups: 'notifications',
      dueAt: 'nextAttemptAt',
      refusal: 'rejection',
    };
    await renameFields(collection, names, { signal });
    return [];
  },
};
