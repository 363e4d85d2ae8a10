import {
  type CollectionContext,
  defineCollection,
  defineSchema,
  type IndexDefinition,
  maxReadMs,
} from '@trastienda/mongo';

/** The stock at selling prices at the end of a day, as stored in `stock_values`. */
export interface StockValueDocument {
  /** The local day: `2026-03-29`. */
  readonly _id: string;
  readonly at: Date;
  readonly currency: string;
  /** SKUs that are tracked and on hand. */
  readonly skus: number;
  readonly units: number;
  /** Minor units of the currency. */
  readonly value: number;
}

export type StockValueState = Omit<StockValueDocument, '_id'> & { readonly day: string };

/** Values of the stock by local day. */
export interface StockValueStore {
  /** Replaces the value of a day, unless a later one is stored. */
  put(value: StockValueState): Promise<void>;
  /** Lists the values of a range of days, oldest first. */
  list(from: string, to: string): Promise<StockValueState[]>;
  /** Finds the last value up to a day. */
  findLast(to: string): Promise<StockValueState | null>;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

const stockValueSchema = defineSchema<StockValueDocument>(
  {
    _id: text,
    at: { type: Date, required: true },
    currency: text,
    skus: number,
    units: number,
    value: number,
  },
  { strict: 'throw', versionKey: false },
);

const stockValueIndexes: readonly IndexDefinition[] = [];

const toState = ({ _id, ...value }: StockValueDocument): StockValueState => ({
  day: _id,
  ...value,
});

function createStockValueStore({ model }: CollectionContext<StockValueDocument>): StockValueStore {
  return {
    async put({ day, ...value }) {
      // A pipeline, so that a job that was overtaken replaces nothing.
      const isNewer = { $gte: [value.at, { $ifNull: ['$at', value.at] }] };
      const chosen = Object.entries(value).map(([field, given]) => [
        field,
        { $cond: [isNewer, { $literal: given }, `$${field}`] },
      ]);
      await model.updateOne({ _id: day }, [{ $set: Object.fromEntries(chosen) }], {
        upsert: true,
        updatePipeline: true,
      });
    },

    async list(from, to) {
      const found = await model
        .find({ _id: { $gte: from, $lte: to } })
        .sort({ _id: 1 })
        .maxTimeMS(maxReadMs())
        .lean<StockValueDocument[]>();
      return found.map(toState);
    },

    async findLast(to) {
      const found = await model
        .findOne({ _id: { $lte: to } })
        .sort({ _id: -1 })
        .maxTimeMS(maxReadMs())
        .lean<StockValueDocument>();
      return found && toState(found);
    },
  };
}

/** Values of the stock, one for each day. */
export const stockValues = defineCollection({
  name: 'stock_values',
  schema: stockValueSchema,
  indexes: stockValueIndexes,
  store: createStockValueStore,
});
