import { type CollectionContext, defineCollection } from '@trastienda/mongo';
import type { FacetValue } from '@trastienda/shop-contract';
import { ALL_KEY, IN_STOCK_KEY } from '../products/listing.ts';
import type { FacetCounts, FacetTally } from './facet-entries.ts';
import { type FacetDocument, type FacetKind, facetIndexes, facetSchema } from './facet-schema.ts';

/** Facet counters, maintained with the products so that reading facets has a constant cost. */
export interface FacetStore {
  /** Adds a tally to the counters; requires the transaction that changes the products. */
  apply(tally: FacetTally): Promise<void>;
  /** Returns the counts, with the `limit` most frequent values of each kind. */
  read(limit: number): Promise<FacetCounts>;
}

function createFacetStore({ model }: CollectionContext<FacetDocument>): FacetStore {
  const countOf = async (id: string) =>
    (await model.findById(id).lean<FacetDocument>())?.count ?? 0;
  const valuesOf = async (kind: FacetKind, limit: number): Promise<FacetValue[]> => {
    const documents = await model
      .find({ kind })
      .sort({ count: -1, _id: 1 })
      .limit(limit)
      .lean<FacetDocument[]>();
    return documents.map(({ label, count }) => ({ value: label, count }));
  };

  return {
    async apply(tally) {
      const changes = tally.changes();
      if (changes.length === 0) return;
      await model.bulkWrite(
        changes.map(({ key, kind, label, count, isRespelt }) => ({
          updateOne: {
            filter: { _id: key },
            update: isRespelt
              ? { $inc: { count }, $set: { label }, $setOnInsert: { kind } }
              : { $inc: { count }, $setOnInsert: { kind, label } },
            upsert: true,
          },
        })),
      );
      const lowered = changes.filter(({ count }) => count < 0).map(({ key }) => key);
      if (lowered.length > 0) await model.deleteMany({ _id: { $in: lowered }, count: 0 });
    },

    async read(limit) {
      const [total, inStock, tag, vendor, type] = await Promise.all([
        countOf(ALL_KEY),
        countOf(IN_STOCK_KEY),
        valuesOf('tag', limit),
        valuesOf('vendor', limit),
        valuesOf('type', limit),
      ]);
      return { total, inStock, values: { tag, vendor, type } };
    },
  };
}

/** Counters of active products. */
export const facets = defineCollection({
  name: 'facets',
  schema: facetSchema,
  indexes: facetIndexes,
  store: createFacetStore,
});
