import type { Migration } from './migration.ts';
import { moveCollection } from './move-collection.ts';

/**
 * The sandbox's books. What the sandbox is called in payments, ledger, events and stored answers stays
 * `test`, as do the ids that it gave out: ledger and events are only ever added to, and answers are
 * sealed.
 */
export const sandbox: Migration = {
  id: '0004-sandbox',
  description:
    'rename the collections of the test provider: sandbox_payments, _webhooks, _settings',

  async run(context) {
    await moveCollection(context, 'test_payments', 'sandbox_payments');
    await moveCollection(context, 'test_webhooks', 'sandbox_webhooks');
    await moveCollection(context, 'test_settings', 'sandbox_settings');
    // A conversion of amounts that was interrupted goes on at the collection that it had come to.
    await context.db
      .collection('currency_digits')
      .updateMany(
        { 'conversion.collection': 'test_payments' },
        { $set: { 'conversion.collection': 'sandbox_payments' } },
      );
    return [];
  },
};
