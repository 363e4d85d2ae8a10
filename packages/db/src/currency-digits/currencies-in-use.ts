import type { Connection } from 'mongoose';

/** Fields that name the currency of amounts. */
const FIELDS: readonly (readonly [collection: string, field: string])[] = [
  ['products', 'currency'],
  ['discounts', 'effect.amounts.currency'],
  ['discounts', 'minimumSubtotals.currency'],
  ['shipping_methods', 'rates.currency'],
  ['carts', 'currency'],
  ['checkouts', 'currency'],
  ['payments', 'currency'],
  ['orders', 'currency'],
  ['ledger_entries', 'currency'],
  ['sandbox_payments', 'currency'],
];

/** Returns the currencies of price lists; each costs one step in the index of ids. */
async function currenciesOfPrices(connection: Connection): Promise<string[]> {
  const prices = connection.collection<{ _id: string }>('prices');
  const found: string[] = [];
  let after = '';
  for (;;) {
    const [next] = await prices
      .find({ _id: { $gt: after } }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(1)
      .toArray();
    if (next === undefined) return found;
    const [currency = ''] = next._id.split('\n', 1);
    found.push(currency);
    after = `${currency}\v`;
  }
}

/**
 * Returns every currency of stored amounts with the collections that use it. Reads whole
 * collections: for a database's first start, and for operators.
 */
export async function currenciesInUse(
  connection: Connection,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, Set<string>>();
  const note = (currency: unknown, collection: string) => {
    if (typeof currency !== 'string') return;
    found.set(currency, (found.get(currency) ?? new Set()).add(collection));
  };
  for (const [collection, field] of FIELDS) {
    for (const currency of await connection.collection(collection).distinct(field)) {
      note(currency, collection);
    }
  }
  for (const currency of await currenciesOfPrices(connection)) note(currency, 'prices');
  return new Map([...found].map(([currency, collections]) => [currency, [...collections]]));
}
