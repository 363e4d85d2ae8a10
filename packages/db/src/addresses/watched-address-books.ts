import type { WatchedCollection } from '@trastienda/mongo';
import { changedAddressBookTags } from '@trastienda/shop-contract';
import type { AddressBookDocument } from './address-book-document.ts';

/** Address books write no events: they have personal data alone. */
export const watchedAddressBooks: WatchedCollection<AddressBookDocument> = {
  name: 'address_books',
  fields: [],
  tagsOf: changedAddressBookTags,
};
