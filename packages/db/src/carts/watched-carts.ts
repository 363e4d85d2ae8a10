import type { WatchedCollection } from '@trastienda/mongo';
import { changedCartTags } from '@trastienda/shop-contract';
import type { CartDocument } from './cart-document.ts';

/** Carts write no events: they change often. */
export const watchedCarts: WatchedCollection<CartDocument> = {
  name: 'carts',
  fields: ['buyer'],
  tagsOf: changedCartTags,
};
