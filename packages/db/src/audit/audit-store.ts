import {
  type CollectionContext,
  defineCollection,
  mapPage,
  newId,
  type Page,
  readNewest,
} from '@trastienda/mongo';
import type { ListAuditInput } from '@trastienda/shop-contract';
import type { AuditDocument, AuditEntryState, NewAuditEntry } from './audit-document.ts';
import { auditKey, auditKeysOf } from './audit-keys.ts';
import { auditIndexes, auditSchema } from './audit-schema.ts';

/** The audit log: entries are added and read, never changed or removed. */
export interface AuditStore {
  /** Joins the transaction of the recorded change. */
  append(entry: NewAuditEntry): Promise<void>;
  /** Appends many entries at once. */
  appendAll(entries: readonly NewAuditEntry[]): Promise<void>;
  /**
   * Lists entries, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListAuditInput): Promise<Page<AuditEntryState>>;
}

function toState({ _id, keys: _, ...entry }: AuditDocument): AuditEntryState {
  return { id: _id, ...entry };
}

function createAuditStore({ model }: CollectionContext<AuditDocument>): AuditStore {
  const toDocument = (entry: NewAuditEntry): AuditDocument => ({
    _id: newId(entry.at),
    ...entry,
    keys: auditKeysOf(entry),
  });

  return {
    async append(entry) {
      await model.create(toDocument(entry));
    },

    async appendAll(entries) {
      if (entries.length > 0) await model.insertMany(entries.map(toDocument), { lean: true });
    },

    async list({ limit, cursor, ...filter }) {
      const key = auditKey(filter);
      const page = await readNewest(model, {
        list: 'audit',
        match: key === null ? {} : { keys: key },
        limit,
        cursor,
      });
      return mapPage(page, toState);
    },
  };
}

/** The audit log. */
export const audit = defineCollection({
  name: 'audit',
  schema: auditSchema,
  indexes: auditIndexes,
  store: createAuditStore,
});
