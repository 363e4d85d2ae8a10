import {
  type EventDraft as DraftOf,
  defineEvents,
  type NewEvent as NewEventOf,
  type EventState as StateOf,
  type EventStore as StoreOf,
} from '@trastienda/mongo';
import type { DomainEventView, EventAggregate, EventType } from '@trastienda/shop-contract';

/** Aggregates, types and data of the shop's events. */
export interface ShopEvent {
  readonly aggregate: EventAggregate;
  readonly type: EventType;
  readonly data: DomainEventView['data'];
}

/** An event of the shop to append; gets an id then unless it has one. */
export interface NewEvent extends NewEventOf<ShopEvent> {}
/** An event of the shop without a position in its aggregate's history yet. */
export interface EventDraft extends DraftOf<ShopEvent> {}
export interface EventState extends StateOf<ShopEvent> {}
export interface EventStore extends StoreOf<ShopEvent> {}

/** The outbox of the shop's events. */
export const events = defineEvents<ShopEvent>();
