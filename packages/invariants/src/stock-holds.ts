import { defineInvariant } from './invariant.ts';
import { documentsOf } from './source.ts';

/** What stock holds is what open checkouts hold. */
export const stockHolds = defineInvariant<{
  stock: { readonly held: number };
  open: { readonly quantity: number };
}>({
  name: 'stock-holds',
  sources: {
    stock: documentsOf({ collection: 'stock', key: '_id', fields: ['held'] }),
    open: documentsOf({
      collection: 'checkouts',
      filter: { status: 'open' },
      stages: [
        { $unwind: '$holds' },
        { $group: { _id: '$holds.sku', quantity: { $sum: '$holds.quantity' } } },
      ],
      key: '_id',
      fields: ['quantity'],
    }),
  },
  check({ stock, open }) {
    const held = stock?.held ?? 0;
    const wanted = open?.quantity ?? 0;
    return held === wanted ? [] : [`${held} held, open checkouts hold ${wanted}`];
  },
});
