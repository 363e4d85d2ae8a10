import { Id } from '@trastienda/base';
import { z } from 'zod';
import { Address, AddressView } from '../checkout/address.ts';

/** Maximum number of addresses that an account keeps. */
export const MAX_ADDRESSES = 20;

/** What an address is the default of. */
export const AddressPurpose = z.enum(['shipping', 'billing']);
export type AddressPurpose = z.infer<typeof AddressPurpose>;

/** Address that an account keeps. `checkout.start` takes its `address` by value. */
export const SavedAddress = z.object({ id: Id, address: AddressView });
export type SavedAddress = z.infer<typeof SavedAddress>;

/** Addresses of an account, in the order in which they were added. */
export const AddressBook = z.object({
  addresses: z.array(SavedAddress),
  /** Null when the account has chosen none. */
  defaultShippingId: Id.nullable(),
  defaultBillingId: Id.nullable(),
});
export type AddressBook = z.infer<typeof AddressBook>;

/** Adds an address. The first one of an account becomes its default for both purposes. */
export const AddAddressInput = z.object({
  address: Address,
  /** Purposes for which it becomes the default. */
  defaultFor: z.array(AddressPurpose).max(2).default([]),
});
export type AddAddressInput = z.infer<typeof AddAddressInput>;

export const AddressIdInput = z.object({ addressId: Id });
export type AddressIdInput = z.infer<typeof AddressIdInput>;

/** Replaces an address as a whole. */
export const UpdateAddressInput = AddressIdInput.extend({ address: Address });
export type UpdateAddressInput = z.infer<typeof UpdateAddressInput>;

export const SetDefaultAddressInput = AddressIdInput.extend({ purpose: AddressPurpose });
export type SetDefaultAddressInput = z.infer<typeof SetDefaultAddressInput>;
