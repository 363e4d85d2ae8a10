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
    isPending: { type: Boolean, required: true },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const eventIndexes: readonly IndexDefinition[] = [
  {
    keys: { aggregate: 1, aggregateId: 1, sequence: 1 },
    unique: true,
    serves: 'History of an aggregate in order; two writers cannot append the same event',
  },
  {
    keys: { _id: 1, isPending: 1 },
    partialFilterExpression: { isPending: true },
    serves: 'A delivery takes the oldest pending events',
  },
];
