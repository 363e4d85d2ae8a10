import { type Migration, moveCollection } from '@trastienda/mongo';

/**
 * Renames the sandbox's collections. The provider name in payments, ledger, events and stored
 * responses stays `test`, as do the ids that the sandbox has issued: ledger and events are
 * append-only, and responses are sealed.
 */
export const sandbox: Migration = {
  id: '0004-sandbox',
  description:
    'rename the collections of the test provider: sandbox_payments, _webhooks, _settings',
  former: { test_payments: null, test_webhooks: null, test_settings: null },

  async run(context) {
    await moveCollection(context, 'test_payments', 'sandbox_payments');
    await moveCollection(context, 'test_webhooks', 'sandbox_webhooks');
    await moveCollection(context, 'test_settings', 'sandbox_settings');
    // An interrupted conversion of amounts continues at the collection that it had reached.
    await context.db
      .collection('currency_digits')
      .updateMany(
        { 'conversion.collection': 'test_payments' },
        { $set: { 'conversion.collection': 'sandbox_payments' } },
      );
    return [];
  },
};
