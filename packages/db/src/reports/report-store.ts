import {
  type CollectionContext,
  defineCollection,
  maxReadMs,
  newId,
  type Page,
} from '@trastienda/mongo';
import { products } from '../products/product-store.ts';
import {
  listKeys,
  type ReportDay,
  type ReportKeysPage,
  type ReportKeysQuery,
  type ReportQuery,
  type ReportSum,
  type ReportSumsQuery,
  readDays,
  readSums,
  sumKeys,
} from './read-reports.ts';
import type {
  ReportChange,
  ReportRowDocument,
  ReportSlot,
  ReportState,
  ReportStateDocument,
} from './report-document.ts';
import { reportRowIndexes, reportRowSchema, reportStateSchema } from './report-schema.ts';
import { addToRows, reportRowId } from './write-reports.ts';

/** A stored row without its generation. */
export type ReportRow = Omit<ReportRowDocument, '_id' | 'generation'>;

/** Roll-ups of sales and checkouts: rows per local day, currency and what they are about. */
export interface ReportStore {
  /** Returns an id for a generation of roll-ups. */
  newGeneration(at: Date): string;
  /** Returns the state; null before the first event. Joins a transaction. */
  findState(): Promise<ReportState | null>;
  /**
   * Returns the state, which these values begin if there is none. Requires a transaction that has locked
   * the progress of the consumer: that makes concurrent changes of the state wait or retry.
   */
  openState(first: Pick<ReportState, 'generation' | 'timeZone'>): Promise<ReportState>;
  /** Changes the state, within a transaction as that of `openState`. */
  updateState(change: Partial<ReportState>): Promise<void>;
  /** Adds changes to rows, within the caller's transaction. */
  add(generation: string, changes: readonly ReportChange[]): Promise<void>;
  /** Reads rows of kinds with one row per day and currency. */
  readDays(query: ReportQuery): Promise<ReportDay[]>;
  /** Sums the rows of some keys. */
  sumKeys(query: ReportKeysQuery): Promise<ReportSum[]>;
  /**
   * Lists sums by key.
   * @throws {BaseError} CURSOR_INVALID.
   */
  listKeys(query: ReportKeysPage): Promise<Page<ReportSum>>;
  /** Lists sums of a kind by currency and key, for a comparison; takes as long as it takes. */
  listSums(query: ReportSumsQuery): Promise<ReportSum[]>;
  /** Lists the rows of a generation by day, currency, kind and key, after a row. */
  listRows(generation: string, after: ReportSlot | null, limit: number): Promise<ReportRow[]>;
  /** Deletes at most `limit` rows of other generations; returns how many. */
  deleteOthers(generations: readonly string[], limit: number): Promise<number>;
}

const STATE_ID = 'sales';

const toReportState = ({ _id: _, ...state }: ReportStateDocument): ReportState => state;

function createReportStore({
  model,
  models: { states },
}: CollectionContext<ReportRowDocument, { states: ReportStateDocument }>): ReportStore {
  async function findState(): Promise<ReportState | null> {
    const found = await states.findById(STATE_ID).lean<ReportStateDocument>();
    return found && toReportState(found);
  }

  return {
    newGeneration: newId,

    findState,

    async openState(first) {
      const found = await findState();
      if (found !== null) return found;
      const state = { ...first, building: null, rebuiltAt: null };
      await states.create({ _id: STATE_ID, ...state });
      return state;
    },

    async updateState(change) {
      await states.updateOne({ _id: STATE_ID }, { $set: change });
    },

    add: (generation, changes) => addToRows(model, generation, changes),
    readDays: (query) => readDays(model, query),
    sumKeys: (query) => sumKeys(model, query, products.name),
    listKeys: (query) => listKeys(model, query, products.name),

    listSums: (query) => readSums(model, query),

    async listRows(generation, after, limit) {
      const place = after === null ? `${generation}|` : reportRowId(generation, after);
      const rows = await model
        .find({ _id: { $gt: place, $lt: `${generation}}` } })
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(maxReadMs())
        .lean<ReportRowDocument[]>();
      return rows.map(({ _id, generation: __, ...row }) => row);
    },

    async deleteOthers(generations, limit) {
      const rows = await model
        .find({ generation: { $nin: [...generations] } }, { _id: 1 })
        .limit(limit)
        .lean<Pick<ReportRowDocument, '_id'>[]>();
      if (rows.length === 0) return 0;
      return (await model.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } })).deletedCount;
    },
  };
}

const reportStates = defineCollection({ name: 'report_states', schema: reportStateSchema });

/** Roll-ups for reports. */
export const reports = defineCollection({
  name: 'report_rows',
  schema: reportRowSchema,
  indexes: reportRowIndexes,
  models: { states: reportStates },
  store: createReportStore,
});
