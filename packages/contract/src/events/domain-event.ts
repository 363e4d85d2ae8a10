import { Id, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';

const EVENT_AGGREGATES = ['checkout', 'order', 'payment', 'stock', 'discount'] as const;
export const EventAggregate = z.enum(EVENT_AGGREGATES);
export type EventAggregate = z.infer<typeof EventAggregate>;

/** Types of events that consumers can subscribe to. */
export const EVENT_TYPES = [
  'checkout.started',
  'checkout.amended',
  'checkout.completed',
  'checkout.expired',
  'checkout.cancelled',
  'payment.created',
  'payment.requires-action',
  'payment.processing',
  'payment.authorized',
  'payment.captured',
  'payment.failed',
  'payment.voided',
  'payment.refund-requested',
  'payment.refunded',
  'payment.refund-failed',
  'order.placed',
  'order.paid',
  'order.cancelled',
  'order.units-canceled',
  'order.fulfilled',
  'order.refund-requested',
  'order.refunded',
  'order.refund-failed',
  'order.return-requested',
  'order.return-resolved',
  'order.address-changed',
  'order.note-added',
  'stock.low',
  'stock.sold-out',
  'stock.available-again',
] as const;
export const EventType = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof EventType>;

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
