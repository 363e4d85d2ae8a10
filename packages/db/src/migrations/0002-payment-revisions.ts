import { type Migration, updateInBatches } from '@trastienda/mongo';

/** Adds the revision that guards changes of payments and counts their writes from now on. */
export const paymentRevisions: Migration = {
  id: '0002-payment-revisions',
  description: 'number the writes of payments',

  async run({ db, signal }) {
    const uncounted = { revision: { $exists: false } };
    const change = { $set: { revision: 0 } };
    await updateInBatches(db.collection('payments'), uncounted, change, { signal });
    return [];
  },
};
