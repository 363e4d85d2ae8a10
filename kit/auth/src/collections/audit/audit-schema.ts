import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { AuditDocument } from './audit-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;

export const auditSchema = defineSchema<AuditDocument>(
  {
    _id: text,
    at: { type: Date, required: true },
    action: text,
    actor: { kind: text, id: textOrNull },
    subjectId: textOrNull,
    requestId: textOrNull,
    network: textOrNull,
    details: { type: Schema.Types.Mixed, required: true },
    keys: [String],
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const auditIndexes: readonly IndexDefinition[] = [
  // Without filters the list walks the index on `_id`.
  {
    keys: { keys: 1, _id: 1 },
    serves: 'audit.list by any combination of filters, newest first',
  },
];
