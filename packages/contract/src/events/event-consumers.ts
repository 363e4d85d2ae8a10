import { Id, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { EventAggregate, EventType } from './event-table.ts';

const ConsumerName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, { error: 'must be a name in kebab-case' });
const AggregateId = z.string().min(1).max(255);

/** How far a consumer of events is. */
export const EventConsumerView = z.object({
  name: ConsumerName,
  types: z.array(EventType),
  /** Position in the log up to which it has come. */
  position: z.int().nullable(),
  /** Events of its types after that position, counted up to 10,000. */
  pending: z.int(),
  /** Time of the first of them. */
  oldestAt: Timestamp.nullable(),
  /** Things whose events it could not handle, and will try again. */
  retrying: z.int(),
  /** Things that wait until `admin.events.resume` or `admin.events.skip`. */
  parked: z.int(),
});
export type EventConsumerView = z.infer<typeof EventConsumerView>;
export const EventConsumerList = z.object({ items: z.array(EventConsumerView) });
export type EventConsumerList = z.infer<typeof EventConsumerList>;

/** Something of which a consumer holds back the events from `sequence` on. */
export const EventHoldView = z.object({
  id: Id,
  consumer: ConsumerName,
  aggregate: EventAggregate,
  aggregateId: AggregateId,
  sequence: z.int(),
  /** Failures of that event in a row. */
  failures: z.int(),
  /** When it is tried again; null while it waits for staff. */
  retryAt: Timestamp.nullable(),
  /** Message of the last failure. */
  error: z.string(),
  heldAt: Timestamp,
});
export type EventHoldView = z.infer<typeof EventHoldView>;

/** By aggregate and its id. */
export const ListEventHoldsInput = PageInput.extend({ consumer: ConsumerName });
export type ListEventHoldsInput = z.infer<typeof ListEventHoldsInput>;
export const EventHoldPage = pageOf(EventHoldView);
export type EventHoldPage = z.infer<typeof EventHoldPage>;

export const ResumeEventsInput = z.object({
  consumer: ConsumerName,
  aggregate: EventAggregate,
  aggregateId: AggregateId,
});
export type ResumeEventsInput = z.infer<typeof ResumeEventsInput>;

export const SkipEventInput = ResumeEventsInput.extend({
  /** Number of the event to give up. */
  sequence: z.int().min(1),
});
export type SkipEventInput = z.infer<typeof SkipEventInput>;
