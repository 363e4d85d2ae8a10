import {
  type CollectionContext,
  defineCollection,
  defineSchema,
  maxReadMs,
} from '@trastienda/mongo';
import type { EdgePurgeDocument, EdgePurgeState } from './edge-purge-document.ts';

/** Tags that edge caches must forget. */
export interface EdgePurgeStore {
  /** Adds tags, within the transaction that has handled their event. */
  add(tags: readonly string[], at: Date): Promise<void>;
  /** Lists the tags that have waited the longest. */
  list(limit: number): Promise<readonly EdgePurgeState[]>;
  /** Removes purged tags, unless they were touched again since they were listed. */
  remove(purged: readonly EdgePurgeState[]): Promise<void>;
}

const edgePurgeSchema = defineSchema<EdgePurgeDocument>(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true },
    since: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

function createEdgePurgeStore({ model }: CollectionContext<EdgePurgeDocument>): EdgePurgeStore {
  return {
    async add(tags, since) {
      if (tags.length === 0) return;
      const update = { $inc: { revision: 1 }, $setOnInsert: { since } };
      await model.bulkWrite(
        tags.map((_id) => ({ updateOne: { filter: { _id }, update, upsert: true } })),
      );
    },

    async list(limit) {
      const found = await model
        .find()
        .sort({ since: 1 })
        .limit(limit)
        .maxTimeMS(maxReadMs())
        .lean<EdgePurgeDocument[]>();
      return found.map(({ _id: tag, ...purge }) => ({ tag, ...purge }));
    },

    async remove(purged) {
      if (purged.length === 0) return;
      await model.bulkWrite(
        // The count of a tag that has come back begins with 1 again.
        purged.map(({ tag: _id, ...seen }) => ({ deleteOne: { filter: { _id, ...seen } } })),
      );
    },
  };
}

/** Tags that edge caches must forget. */
export const edgePurges = defineCollection({
  name: 'edge_purges',
  schema: edgePurgeSchema,
  indexes: [{ keys: { since: 1 }, serves: 'The tags that have waited the longest' }],
  store: createEdgePurgeStore,
});
