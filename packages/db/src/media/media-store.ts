import {
  type CollectionContext,
  createLoader,
  decodeCursor,
  defineCollection,
  encodeCursor,
  insertPlain,
  isDuplicateKey,
  maxReadMs,
  newId,
  type Page,
  type PageQuery,
} from '@trastienda/mongo';
import type { MediaDocument, MediaFacts, MediaState } from './media-document.ts';
import { mediaIndexes, mediaSchema } from './media-schema.ts';

/** A claim on the files of an image until a time. */
interface MediaLease {
  readonly id: string;
  readonly now: Date;
  readonly leaseUntil: Date;
}

/** Uploaded images. */
export interface MediaStore {
  /** Returns the images of these ids that are stored. */
  findStored(ids: readonly string[]): Promise<MediaState[]>;
  /**
   * Claims an image for an upload: creates it as pending, or extends the lease of a pending one. Returns
   * the image, which is stored already or pending; null while it is being deleted. For use outside of
   * transactions.
   */
  begin(lease: MediaLease, facts: MediaFacts): Promise<MediaState | null>;
  /** Marks a pending image as stored; null when it no longer is pending. */
  complete(id: string, at: Date): Promise<MediaState | null>;
  /**
   * Counts a further use of images, which makes a concurrent deletion conflict. Returns the ids among
   * them that are not stored. Joins a transaction.
   */
  use(ids: readonly string[]): Promise<string[]>;
  /** Begins to delete a stored image; false when it is not stored. Joins a transaction. */
  beginDeleting(lease: MediaLease): Promise<boolean>;
  /** Lists interrupted uploads and deletions, after `last`, at most `limit`. */
  listInterrupted(now: Date, limit: number, last?: MediaState): Promise<MediaState[]>;
  /** Takes over an interrupted upload or deletion, to delete it; false when another process was faster. */
  takeOver(interrupted: MediaState, leaseUntil: Date): Promise<boolean>;
  /** Removes the document of an image whose files are removed, if its lease still is the given one. */
  finishDeleting(id: string, leaseUntil: Date): Promise<boolean>;
  /** Lists stored images, newest first. */
  list(query: PageQuery): Promise<Page<MediaState>>;
}

const LIST = 'media';

const toState = ({ _id, ...media }: MediaDocument): MediaState => ({ id: _id, ...media });

function createMediaStore({ connection, model }: CollectionContext<MediaDocument>): MediaStore {
  const storedById = createLoader({
    connection,
    async read(ids) {
      const found = await model
        .find({ _id: { $in: ids }, status: 'stored' })
        .maxTimeMS(maxReadMs())
        .lean<MediaDocument[]>();
      return new Map(found.map((document) => [document._id, toState(document)]));
    },
  });

  const extend = async ({ id, now, leaseUntil }: MediaLease): Promise<MediaState | null> => {
    // An expired lease belongs to the worker, even before it takes over.
    const pending = { _id: id, status: 'pending', leaseUntil: { $gt: now } } as const;
    const found = await model
      .findOneAndUpdate(pending, { $max: { leaseUntil } }, { returnDocument: 'after' })
      .lean<MediaDocument>();
    if (found !== null) return toState(found);
    const stored = await model.findOne({ _id: id, status: 'stored' }).lean<MediaDocument>();
    return stored && toState(stored);
  };

  return {
    findStored: (ids) => storedById.loadMany(ids),

    async begin(lease, facts) {
      const { id, now, leaseUntil } = lease;
      const document: MediaDocument = {
        ...{ _id: id, status: 'pending', position: newId(now), uploadedAt: now, leaseUntil },
        ...facts,
        uses: 0,
      };
      try {
        await insertPlain(model, [document]);
        return toState(document);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return extend(lease);
      }
    },

    async complete(id, at) {
      const stored = { status: 'stored', position: newId(at), uploadedAt: at, leaseUntil: null };
      const found = await model
        .findOneAndUpdate(
          { _id: id, status: 'pending' },
          { $set: stored },
          { returnDocument: 'after' },
        )
        .lean<MediaDocument>();
      return found && toState(found);
    },

    async use(ids) {
      if (ids.length === 0) return [];
      const match = { _id: { $in: ids }, status: 'stored' } as const;
      const { matchedCount } = await model.updateMany(match, { $inc: { uses: 1 } });
      if (matchedCount === ids.length) return [];
      const known = await model.find(match, { _id: 1 }).lean<Pick<MediaDocument, '_id'>[]>();
      const stored = new Set(known.map(({ _id }) => _id));
      return ids.filter((id) => !stored.has(id));
    },

    async beginDeleting({ id, leaseUntil }) {
      const change = { $set: { status: 'deleting', leaseUntil } };
      return (await model.updateOne({ _id: id, status: 'stored' }, change)).matchedCount === 1;
    },

    async listInterrupted(now, limit, last) {
      const after =
        last === undefined
          ? {}
          : {
              $or: [
                { leaseUntil: { $gt: last.leaseUntil } },
                { leaseUntil: last.leaseUntil, _id: { $gt: last.id } },
              ],
            };
      const found = await model
        .find({ leaseUntil: { $type: 'date', $lte: now }, ...after })
        .sort({ leaseUntil: 1, _id: 1 })
        .limit(limit)
        .maxTimeMS(maxReadMs())
        .lean<MediaDocument[]>();
      return found.map(toState);
    },

    async takeOver({ id, status, leaseUntil: seen }, leaseUntil) {
      const match = { _id: id, status, leaseUntil: seen };
      const change = { $set: { status: 'deleting', leaseUntil } };
      return (await model.updateOne(match, change)).matchedCount === 1;
    },

    async finishDeleting(id, leaseUntil) {
      const match = { _id: id, status: 'deleting', leaseUntil } as const;
      return (await model.deleteOne(match)).deletedCount === 1;
    },

    async list({ limit, cursor }) {
      const before = cursor === undefined ? {} : { position: { $lt: decodeCursor(LIST, cursor) } };
      const found = await model
        .find({ status: 'stored', ...before })
        .sort({ position: -1 })
        .limit(limit + 1)
        .maxTimeMS(maxReadMs())
        .lean<MediaDocument[]>();
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return {
        items: items.map(toState),
        nextCursor: last ? encodeCursor(LIST, last.position) : null,
      };
    },
  };
}

/** Uploaded images; their files are in the storage of images. */
export const media = defineCollection({
  name: 'media',
  schema: mediaSchema,
  indexes: mediaIndexes,
  store: createMediaStore,
});
