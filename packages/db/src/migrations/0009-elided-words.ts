import { batchesOf, type Migration } from '@trastienda/mongo';
import type { Types } from 'mongoose';
import { listedWordsOf } from '../products/listing.ts';

interface StoredProduct {
  readonly _id: Types.ObjectId;
  readonly title: string;
  readonly tags: readonly string[];
  readonly vendor: string | null;
}

const APOSTROPHE = /['’]/;

/** Gives products the words that follow elided ones: `hiver` finds `Manteau d'hiver`. */
export const elidedWords: Migration = {
  id: '0009-elided-words',
  description: "find products by the words after an apostrophe, as in d'hiver",

  async run({ db, signal }) {
    const products = db.collection<StoredProduct>('products');
    const mayHave = { $or: [{ title: APOSTROPHE }, { tags: APOSTROPHE }, { vendor: APOSTROPHE }] };
    for await (const batch of batchesOf(products, mayHave, { signal })) {
      const writes = batch.map((product) => {
        const { _id, title, tags, vendor } = product;
        return {
          updateOne: {
            // Not where another process has changed them since they were read.
            filter: { _id, title, tags: [...tags], vendor },
            update: { $set: { 'listing.words': listedWordsOf(product) } },
          },
        };
      });
      await products.bulkWrite(writes, { ordered: false });
    }
    return [];
  },
};
