import { defineCollection, type IndexDefinition } from '../collections/define-collection.ts';
import { defineSchema } from '../collections/define-schema.ts';
import type { ConsumerDocument, HoldDocument } from './consumer-document.ts';

const text = { type: String, required: true } as const;
const whole = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;

export const consumerSchema = defineSchema<ConsumerDocument>(
  {
    _id: text,
    position: whole,
    revision: whole,
    isReplayable: { type: Boolean, required: true },
    types: [String],
    createdAt: date,
  },
  { strict: 'throw', versionKey: false },
);

const holdIndexes: readonly IndexDefinition[] = [
  {
    keys: { consumer: 1, aggregate: 1, aggregateId: 1 },
    unique: true,
    serves: 'The held aggregates of a consumer; each is held once',
  },
  {
    keys: { consumer: 1, isParked: 1, retryAt: 1 },
    serves: 'Held aggregates that are to be tried again',
  },
];

export const eventHolds = defineCollection<HoldDocument>({
  name: 'event_holds',
  schema: defineSchema<HoldDocument>(
    {
      _id: text,
      consumer: text,
      aggregate: text,
      aggregateId: text,
      sequence: whole,
      failures: whole,
      retryAt: date,
      isParked: { type: Boolean, required: true },
      error: text,
      heldAt: date,
    },
    { strict: 'throw', versionKey: false },
  ),
  indexes: holdIndexes,
});
