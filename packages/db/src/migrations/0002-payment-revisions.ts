import type { Migration } from './migration.ts';

/** Gives payments the revision that guards their changes, which counts their writes from here on. */
export const paymentRevisions: Migration = {
  id: '0002-payment-revisions',
  description: 'number the writes of payments',

  async run({ db }) {
    const uncounted = { revision: { $exists: false } };
    await db.collection('payments').updateMany(uncounted, { $set: { revision: 0 } });
    return [];
  },
};
