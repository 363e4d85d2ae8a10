import {
  AddAddressInput,
  AddressBook,
  AddressIdInput,
  addressesTag,
  SetDefaultAddressInput,
  UpdateAddressInput,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** The address book of an account. Every change returns the whole book after it. */
export const addresses = {
  add: mutation(
    {
      access: 'own',
      summary: 'Adds an address',
      description: 'The first one becomes the default for shipping and billing.',
      http: 'POST /account/addresses',
      input: AddAddressInput,
      output: AddressBook,
      errors: ['ADDRESS_BOOK_FULL'],
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.addresses.add(ctx.actor, input),
  ),

  get: query(
    {
      access: 'own',
      summary: 'Returns the addresses of the account, and which are the defaults',
      http: 'GET /account/addresses',
      output: AddressBook,
      tags: ({ ctx }) => [addressesTag(ctx.actor.accountId)],
    },
    ({ ctx }) => ctx.services.addresses.get(ctx.actor),
  ),

  remove: mutation(
    {
      access: 'own',
      summary: 'Removes an address, also as a default',
      http: 'DELETE /account/addresses/{addressId}',
      input: AddressIdInput,
      output: AddressBook,
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.addresses.remove(ctx.actor, input),
  ),

  setDefault: mutation(
    {
      access: 'own',
      summary: 'Makes an address the default for shipping or billing',
      http: 'PUT /account/addresses/{addressId}/default',
      input: SetDefaultAddressInput,
      output: AddressBook,
      errors: ['ADDRESS_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.addresses.setDefault(ctx.actor, input),
  ),

  update: mutation(
    {
      access: 'own',
      summary: 'Replaces an address',
      http: 'PUT /account/addresses/{addressId}',
      input: UpdateAddressInput,
      output: AddressBook,
      errors: ['ADDRESS_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.addresses.update(ctx.actor, input),
  ),
};
