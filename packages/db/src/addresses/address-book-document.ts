import type { AddressView } from '@trastienda/shop-contract';

/** Addresses of an account, in `address_books`. One document, so that the defaults are unique. */
export interface AddressBookDocument {
  /** Id of the account. */
  readonly _id: string;
  readonly addresses: readonly { readonly id: string; readonly address: AddressView }[];
  readonly defaultShippingId: string | null;
  readonly defaultBillingId: string | null;
  /** Counts the writes; 0 marks a book that is not stored. */
  readonly revision: number;
  readonly updatedAt: Date;
}

/** `AddressBookDocument` with `_id` exposed as `accountId`. */
export type AddressBookState = Omit<AddressBookDocument, '_id'> & { readonly accountId: string };
