import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { ReportRowDocument, ReportStateDocument } from './report-document.ts';

const text = { type: String, required: true } as const;
const part = { type: Schema.Types.Mixed, required: true } as const;

export const reportRowSchema = defineSchema<ReportRowDocument>(
  {
    _id: text,
    generation: text,
    day: text,
    currency: text,
    kind: text,
    // Mongoose treats '' as absent where a string is required.
    key: { type: String, default: '' },
    productId: { type: String, default: null },
    facts: part,
    figures: part,
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const reportRowIndexes: readonly IndexDefinition[] = [
  {
    keys: { generation: 1, kind: 1, day: 1, currency: 1 },
    serves: 'admin.reports.*: the rows of a kind in a range of days',
  },
  {
    keys: { generation: 1, kind: 1, key: 1, day: 1 },
    serves: 'admin.reports.slowSellers: the rows of a page of SKUs in a range of days',
  },
];

export const reportStateSchema = defineSchema<ReportStateDocument>(
  {
    _id: text,
    generation: text,
    timeZone: text,
    building: { type: Schema.Types.Mixed, default: null },
    rebuiltAt: { type: Date, default: null },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);
