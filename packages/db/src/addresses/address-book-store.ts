import {
  type CollectionContext,
  defineCollection,
  insertPlain,
  maxReadMs,
  newId,
  retryDuplicate,
} from '@trastienda/mongo';
import type { AddressBookDocument, AddressBookState } from './address-book-document.ts';
import { addressBookSchema } from './address-book-schema.ts';

export interface AddressBookStore {
  /** Returns a new id of an address. */
  newId(): string;
  find(accountId: string): Promise<AddressBookState | null>;
  /**
   * Writes the next revision of a book, or its first. Requires a transaction, which is retried when
   * another one has inserted it. Returns false when the book has changed since it was read.
   */
  write(book: AddressBookState): Promise<boolean>;
  delete(accountId: string): Promise<void>;
}

function toDocument({ accountId, ...book }: AddressBookState): AddressBookDocument {
  return { _id: accountId, ...book };
}

function createAddressBookStore({
  model,
}: CollectionContext<AddressBookDocument>): AddressBookStore {
  return {
    newId: () => newId(),

    async find(accountId) {
      const document = await model
        .findById(accountId)
        .maxTimeMS(maxReadMs())
        .lean<AddressBookDocument>();
      if (document === null) return null;
      const { _id, ...book } = document;
      return { accountId: _id, ...book };
    },

    async write(book) {
      const document = toDocument(book);
      if (document.revision === 1) {
        try {
          await insertPlain(model, [document]);
        } catch (error) {
          throw retryDuplicate(error);
        }
        return true;
      }
      const { _id, ...replacement } = document;
      const before = { _id, revision: document.revision - 1 };
      return (await model.replaceOne(before, replacement)).matchedCount === 1;
    },

    async delete(accountId) {
      await model.deleteOne({ _id: accountId });
    },
  };
}

/** Address books of accounts. */
export const addressBooks = defineCollection({
  name: 'address_books',
  schema: addressBookSchema,
  store: createAddressBookStore,
});
