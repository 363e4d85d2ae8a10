import { defineInvariant } from './invariant.ts';
import { documentsOf } from './source.ts';

/** Reserved stock equals the reservations of open checkouts. */
export const stockReservations = defineInvariant<{
  stock: { readonly reserved: number };
  open: { readonly quantity: number };
}>({
  name: 'stock-reservations',
  sources: {
    stock: documentsOf({ collection: 'stock', key: '_id', fields: ['reserved'] }),
    open: documentsOf({
      collection: 'checkouts',
      filter: { status: 'open' },
      stages: [
        { $unwind: '$reservations' },
        { $group: { _id: '$reservations.sku', quantity: { $sum: '$reservations.quantity' } } },
      ],
      key: '_id',
      fields: ['quantity'],
    }),
  },
  check({ stock, open }) {
    const reserved = stock?.reserved ?? 0;
    const wanted = open?.quantity ?? 0;
    return reserved === wanted ? [] : [`${reserved} reserved, open checkouts hold ${wanted}`];
  },
});
