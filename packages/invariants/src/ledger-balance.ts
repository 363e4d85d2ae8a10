import { defineInvariant } from './invariant.ts';
import { documentsOf } from './source.ts';

interface Entry {
  readonly postings: readonly { readonly amount: number }[];
}

/** Every entry balances in whole minor units; so do, as a sum of entries, currencies and books. */
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
        : ['posts what is no whole number']),
      ...(sum === 0 ? [] : [`sums to ${sum}`]),
    ];
  },
});
