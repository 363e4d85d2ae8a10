import { defineInvariant } from './invariant.ts';
import { documentsOf } from './source.ts';

interface Entry {
  readonly postings: readonly { readonly amount: number }[];
}

/** Every ledger entry balances in whole minor units, and so does each currency as a whole. */
export const ledgerBalance = defineInvariant<{ entry: Entry }>({
  name: 'ledger-balance',
  sources: {
    entry: documentsOf({ collection: 'ledger_entries', key: '_id', fields: ['postings.amount'] }),
  },
  check({ entry: { postings } = { postings: [] } }) {
    const sum = postings.reduce((total, { amount }) => total + amount, 0);
    return [
      ...(postings.length >= 2 ? [] : [`has ${postings.length} postings`]),
      ...(postings.every(({ amount }) => Number.isSafeInteger(amount))
        ? []
        : ['posts an amount that is not a whole number']),
      ...(sum === 0 ? [] : [`sums to ${sum}`]),
    ];
  },
});
