import { Schema } from 'mongoose';
import type { IndexDefinition } from '../collections/define-collection.ts';
import { defineSchema } from '../collections/define-schema.ts';
import type { EventDocument } from './event-document.ts';

const text = { type: String, required: true } as const;

export const eventSchema = defineSchema<EventDocument>(
  {
    _id: text,
    aggregate: text,
    aggregateId: text,
    sequence: { type: Number, required: true },
    type: text,
    at: { type: Date, required: true },
    requestId: { type: String, default: null },
    data: { type: Schema.Types.Mixed, required: true },
    tags: [String],
    isPending: { type: Boolean, required: true },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const eventIndexes: readonly IndexDefinition[] = [
  {
    keys: { aggregate: 1, aggregateId: 1, sequence: 1 },
    unique: true,
    serves:
      'History of an aggregate in order, and its last number; two writers cannot append the same event',
  },
  {
    keys: { type: 1, aggregateId: 1, sequence: 1 },
    partialFilterExpression: { isPending: true },
    serves: 'A job finds the pending events of its types, in the order of each aggregate',
  },
];
