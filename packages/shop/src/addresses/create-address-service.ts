import { ConflictError, runIdempotent } from '@trastienda/mongo';
import {
  type AccountActor,
  type AddressBook,
  type AddressPurpose,
  buyerKeyOf,
  MAX_ADDRESSES,
  ShopError,
} from '@trastienda/shop-contract';
import type { AddressBookState } from '@trastienda/shop-db';
import type { AddressDeps, AddressService } from './address-service.ts';

type Contents = Pick<AddressBookState, 'addresses' | 'defaultShippingId' | 'defaultBillingId'>;

const EMPTY: Contents = { addresses: [], defaultShippingId: null, defaultBillingId: null };

function toView({ addresses, defaultShippingId, defaultBillingId }: Contents): AddressBook {
  return { addresses: [...addresses], defaultShippingId, defaultBillingId };
}

/** Requires that a book has an address. */
function requireAddress({ addresses }: Contents, id: string): void {
  if (addresses.some((saved) => saved.id === id)) return;
  throw new ShopError('ADDRESS_NOT_FOUND', { details: { id } });
}

function withDefaults(contents: Contents, id: string, purposes: readonly AddressPurpose[]) {
  return {
    ...contents,
    ...(purposes.includes('shipping') && { defaultShippingId: id }),
    ...(purposes.includes('billing') && { defaultBillingId: id }),
  };
}

/** Creates the address books of accounts; see docs/BUYING.md. */
export function createAddressService(deps: AddressDeps): AddressService {
  const { database, clock } = deps;
  const { addressBooks } = database;

  /**
   * Changes a book within the caller's transaction, which is retried when the book has changed since
   * it was read. Null for no change.
   */
  const change = async (
    { accountId }: AccountActor,
    decide: (book: Contents) => Contents | null,
  ): Promise<AddressBook> => {
    const found = await addressBooks.find(accountId);
    const before = found ?? EMPTY;
    const contents = decide(before);
    if (contents === null) return toView(before);
    const revision = (found?.revision ?? 0) + 1;
    const after = { ...contents, accountId, revision, updatedAt: clock.now() };
    const isWritten = await addressBooks.write(after);
    if (!isWritten) throw new ConflictError(`The addresses of ${accountId} have changed.`);
    return toView(after);
  };

  return {
    async get({ accountId }) {
      return toView((await addressBooks.find(accountId)) ?? EMPTY);
    },

    add(actor, input) {
      const caller = buyerKeyOf({ kind: 'account', id: actor.accountId });
      const call = { procedure: 'addresses.add', caller, input };
      return runIdempotent(deps, call, () =>
        change(actor, (book) => {
          const { addresses } = book;
          if (addresses.length >= MAX_ADDRESSES) {
            throw new ShopError('ADDRESS_BOOK_FULL', { details: { max: MAX_ADDRESSES } });
          }
          const id = addressBooks.newId();
          const isFirst = addresses.length === 0;
          return withDefaults(
            { ...book, addresses: [...addresses, { id, address: input.address }] },
            id,
            isFirst ? ['shipping', 'billing'] : input.defaultFor,
          );
        }),
      );
    },

    update: (actor, { addressId, address }) =>
      database.transaction(() =>
        change(actor, (book) => {
          requireAddress(book, addressId);
          const addresses = book.addresses.map((saved) =>
            saved.id === addressId ? { id: addressId, address } : saved,
          );
          return { ...book, addresses };
        }),
      ),

    remove: (actor, { addressId }) =>
      database.transaction(() =>
        change(actor, (book) => {
          const addresses = book.addresses.filter(({ id }) => id !== addressId);
          if (addresses.length === book.addresses.length) return null;
          const unless = (id: string | null) => (id === addressId ? null : id);
          const { defaultShippingId, defaultBillingId } = book;
          return {
            addresses,
            defaultShippingId: unless(defaultShippingId),
            defaultBillingId: unless(defaultBillingId),
          };
        }),
      ),

    setDefault: (actor, { addressId, purpose }) =>
      database.transaction(() =>
        change(actor, (book) => {
          requireAddress(book, addressId);
          return withDefaults(book, addressId, [purpose]);
        }),
      ),
  };
}
