import { batchesOf, type Migration } from '@trastienda/mongo';

interface StoredCart {
  readonly _id: string;
  readonly revision: number;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

function renamed({ seenPrice, ...line }: StoredCart['lines'][number]) {
  return seenPrice === undefined ? line : { ...line, acknowledgedPrice: seenPrice };
}

export const carts: Migration = {
  id: '0007-carts',
  description: "rename the price that a cart's buyer has seen to acknowledgedPrice",
  former: { carts: 'lines.seenPrice' },

  async run({ db, signal }) {
    const collection = db.collection<StoredCart>('carts');
    const isLeft = { 'lines.seenPrice': { $exists: true } };
    for await (const batch of batchesOf(collection, isLeft, { signal })) {
      const writes = batch.map(({ _id, revision, lines }) => ({
        updateOne: {
          filter: { _id, revision, ...isLeft },
          update: { $set: { lines: lines.map(renamed) } },
        },
      }));
      await collection.bulkWrite(writes, { ordered: false });
    }
    return [];
  },
};
