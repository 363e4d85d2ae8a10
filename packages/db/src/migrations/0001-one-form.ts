import type { Migration } from '@trastienda/mongo';
import { correctShippingMethods, correctTaxZones } from './one-form/correct-countries.ts';
import { normalizeCarts, normalizeDiscounts } from './one-form/normalize-codes.ts';
import { rekeyOrders } from './one-form/rekey-orders.ts';
import { renameSkus } from './one-form/rename-skus.ts';

/**
 * Normalizes stored codes to the form in which they are looked up. Versions without migrations made
 * this change at startup and recorded it in `upgrades`.
 */
export const oneForm: Migration = {
  id: '0001-one-form',
  description: 'store countries, SKUs, discount codes and email keys in one spelling',

  async run(context) {
    const left = [
      ...(await correctTaxZones(context)),
      ...(await normalizeDiscounts(context)),
      ...(await renameSkus(context)),
    ];
    await correctShippingMethods(context);
    await normalizeCarts(context);
    await rekeyOrders(context);
    return left;
  },

  async findEarlierRun(db) {
    const upgrades = db.collection<{ _id: string; at: Date }>('upgrades');
    return (await upgrades.findOne({ _id: 'one-form' }))?.at ?? null;
  },
};
