import type { AuthAction, ListAuditInput } from '@trastienda/auth-contract';
import {
  type CollectionContext,
  defineCollection,
  mapPage,
  newId,
  type Page,
  readNewest,
  type StoreDefinition,
} from '@trastienda/mongo';
import type { AuditDocument, AuditEntryState, NewAuditEntry } from './audit-document.ts';
import { auditKey, auditKeysOf } from './audit-keys.ts';
import { auditIndexes, auditSchema } from './audit-schema.ts';

/** The audit log: entries are added and read, never changed or removed. */
export interface AuditStore<Action extends string = string> {
  /** Joins the transaction of the recorded change. */
  append(entry: NewAuditEntry<Action>): Promise<void>;
  /** Appends many entries at once. */
  appendAll(entries: readonly NewAuditEntry<Action>[]): Promise<void>;
  /**
   * Lists entries, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListAuditInput<Action>): Promise<Page<AuditEntryState<Action>>>;
}

/** Stored actions are those of the application, because `append` accepts no others. */
const toState = <Action extends string>({ _id, keys: _, ...entry }: AuditDocument) =>
  ({ id: _id, ...entry }) as AuditEntryState<Action>;

const toDocument = (entry: NewAuditEntry): AuditDocument => ({
  _id: newId(entry.at),
  ...entry,
  keys: auditKeysOf(entry),
});

function createAuditStore<Action extends string>({
  model,
}: CollectionContext<AuditDocument>): AuditStore<Action> {
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
      return mapPage(page, (document) => toState<Action>(document));
    },
  };
}

/**
 * Defines the collection `audit` with the actions of an application.
 *
 * @example
 * const audit = defineAudit<AuthAction | 'note.shared'>();
 */
export function defineAudit<Action extends string = AuthAction>(): StoreDefinition<
  AuditStore<Action>
> {
  return defineCollection({
    name: 'audit',
    schema: auditSchema,
    indexes: auditIndexes,
    store: createAuditStore<Action>,
  });
}
