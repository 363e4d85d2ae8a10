import type { Connection } from 'mongoose';
import type { CartDocument } from '../carts/cart-document.ts';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import type { RunTransaction } from '../connection/transaction.ts';
import type { OrderDocument } from '../orders/order-document.ts';
import type { DiscountDocument } from '../pricing/discount-document.ts';
import type { ShippingMethodDocument } from '../pricing/shipping-method-document.ts';
import type { TaxZoneDocument } from '../pricing/tax-zone-document.ts';
import { correctShippingMethods, correctTaxZones } from './correct-countries.ts';
import { normalizeCarts, normalizeDiscounts } from './normalize-codes.ts';
import { rekeyOrders } from './rekey-orders.ts';
import { renameSkus } from './rename-skus.ts';
import { type UpgradeDocument, upgradeSchema } from './upgrade-schema.ts';

/** Countries, SKUs, discount codes and email addresses in the one form that they are looked up by. */
const ONE_FORM = 'one-form';

/**
 * Brings what earlier versions stored into the form that this one looks it up by. It changes nothing that
 * is in it already, and may be broken off, repeated, and run by several processes at once.
 */
export interface Upgrades {
  /** Returns a sentence for an operator about each thing that was left as it is. */
  run(at: Date): Promise<string[]>;
  /** As `run`, unless it was done before. */
  runOnce(at: Date): Promise<string[]>;
}

/** Works on the models of a connection, which the stores have made. */
export function createUpgrades(connection: Connection, transaction: RunTransaction): Upgrades {
  const upgrades = connection.model<UpgradeDocument>('Upgrade', upgradeSchema);

  const run = async (at: Date): Promise<string[]> => {
    const left = [
      ...(await correctTaxZones(connection.model<TaxZoneDocument>('TaxZone'))),
      ...(await normalizeDiscounts(connection.model<DiscountDocument>('Discount'))),
      ...(await renameSkus(connection, transaction)),
    ];
    await correctShippingMethods(connection.model<ShippingMethodDocument>('ShippingMethod'));
    await normalizeCarts(connection.model<CartDocument>('Cart'));
    await rekeyOrders(connection.model<OrderDocument>('Order'));
    const done = upgrades.updateOne({ _id: ONE_FORM }, { $set: { at } }, { upsert: true });
    await done.catch((error: unknown) => {
      // Another process has just noted the same.
      if (!isDuplicateKey(error)) throw error;
    });
    return left;
  };

  return {
    run,
    runOnce: async (at) => ((await upgrades.exists({ _id: ONE_FORM })) === null ? run(at) : []),
  };
}
