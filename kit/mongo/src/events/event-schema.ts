import { Schema } from 'mongoose';
import { defineCollection, type IndexDefinition } from '../collections/define-collection.ts';
import { defineSchema } from '../collections/define-schema.ts';
import type { EventDocument, EventLogDocument } from './event-document.ts';

const text = { type: String, required: true } as const;
const whole = { type: Number, required: true } as const;

export const eventSchema = defineSchema<EventDocument>(
  {
    _id: text,
    aggregate: text,
    aggregateId: text,
    sequence: whole,
    type: text,
    at: { type: Date, required: true },
    requestId: { type: String, default: null },
    data: { type: Schema.Types.Mixed, required: true },
    tags: [String],
    isPending: { type: Boolean, required: true },
    position: { type: Number },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

const HISTORY: IndexDefinition = {
  keys: { aggregate: 1, aggregateId: 1, sequence: 1 },
  unique: true,
  serves:
    'History of an aggregate in order, and its last number; two writers cannot append the same event',
};

const LOG: IndexDefinition = {
  keys: { position: 1 },
  unique: true,
  partialFilterExpression: { position: { $exists: true } },
  serves: 'The log in order of its positions; two events cannot have the same',
};

export const eventIndexes: readonly IndexDefinition[] = [
  HISTORY,
  LOG,
  {
    keys: { aggregateId: 1, sequence: 1 },
    partialFilterExpression: { isPending: true },
    serves: 'Events without a position, in the order of each aggregate',
  },
];

/** Events that have left `events` because of their age, with the same fields. */
export const eventArchive = defineCollection<EventDocument>({
  name: 'events_archive',
  schema: eventSchema,
  indexes: [HISTORY, LOG],
});

export const eventLog = defineCollection<EventLogDocument>({
  name: 'event_log',
  schema: defineSchema<EventLogDocument>(
    { _id: text, last: whole, archived: whole },
    { strict: 'throw', versionKey: false },
  ),
});
