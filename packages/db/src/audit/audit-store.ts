import type { AuditEntryView, AuditPage, ListAuditInput } from '@trastienda/contract';
import type { Connection } from 'mongoose';
import { newId } from '../ids/new-id.ts';
import { readNewest } from '../paging/read-newest.ts';
import type { AuditDocument, NewAuditEntry } from './audit-document.ts';
import { auditKey, auditKeysOf } from './audit-keys.ts';
import { auditSchema } from './audit-schema.ts';

/** The audit log: entries are added and read; nothing changes or removes one. */
export interface AuditStore {
  /** Joins the transaction of what it records. */
  append(entry: NewAuditEntry): Promise<void>;
  /** The same for many at once. */
  appendAll(entries: readonly NewAuditEntry[]): Promise<void>;
  /** Newest first. `CURSOR_INVALID`. */
  list(input: ListAuditInput): Promise<AuditPage>;
}

function toView(document: AuditDocument): AuditEntryView {
  return {
    id: document._id,
    at: document.at.toISOString(),
    action: document.action,
    actor: document.actor,
    subjectId: document.subjectId,
    requestId: document.requestId,
    address: document.network,
    details: document.details,
  };
}

export function createAuditStore(connection: Connection): AuditStore {
  const model = connection.model<AuditDocument>('AuditEntry', auditSchema);

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
      const { documents, nextCursor } = await readNewest(model, {
        list: 'audit',
        match: key === null ? {} : { keys: key },
        limit,
        cursor,
      });
      return { items: documents.map(toView), nextCursor };
    },
  };
}
