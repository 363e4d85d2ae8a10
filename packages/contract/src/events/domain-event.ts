import { Id, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { EventAggregate, EventType } from './event-table.ts';

/** Domain event, written in the transaction that caused it. */
export const DomainEventView = z.object({
  id: Id,
  aggregate: EventAggregate,
  aggregateId: z.string(),
  /** 1, 2, 3… per aggregate, without gaps: the order of delivery. */
  sequence: z.int().min(1),
  type: EventType,
  at: Timestamp,
  requestId: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type DomainEventView = z.infer<typeof DomainEventView>;

/** Oldest first. */
export const ListEventsInput = PageInput.extend({
  aggregate: EventAggregate,
  aggregateId: z.string().min(1).max(255),
});
export type ListEventsInput = z.infer<typeof ListEventsInput>;
export const EventPage = pageOf(DomainEventView);
export type EventPage = z.infer<typeof EventPage>;
