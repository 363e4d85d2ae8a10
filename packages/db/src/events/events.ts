import {
  type ChangeContext,
  type EventDraft as DraftOf,
  defineEvents,
  type NewEvent as NewEventOf,
  type StoreDefinition,
  type EventStore as StoreOf,
} from '@trastienda/mongo';
import type { EventData, EventType, NewEventData, ShopEvents } from '@trastienda/shop-contract';
import { watchedAddressBooks } from '../addresses/watched-address-books.ts';
import { watchedCarts } from '../carts/watched-carts.ts';

/** The shop's events as they are stored: each type with its aggregate and data. */
export type ShopEvent = {
  readonly [Type in EventType]: {
    readonly aggregate: ShopEvents[Type]['aggregate'];
    readonly type: Type;
    readonly data: EventData<Type>;
  };
}[EventType];

type Untyped<Event> = Omit<Event, 'aggregate' | 'type' | 'data' | 'tags'>;
type NewEventFields = Untyped<NewEventOf<ShopEvent>>;

/** An event of the shop without a position in its aggregate's history yet; has all data. */
export type EventDraft<Type extends EventType = EventType> = {
  readonly [Each in Type]: Untyped<DraftOf<ShopEvent>> & {
    readonly type: Each;
    readonly data: NewEventData<Each>;
  };
}[Type];

/** An event of the shop to append; gets an id then unless it has one. */
export type NewEvent<Type extends EventType = EventType> = {
  readonly [Each in Type]: NewEventFields &
    EventDraft<Each> & {
      readonly aggregate: ShopEvents[Each]['aggregate'];
      /** Tags of the queries whose answers the change affects. */
      readonly tags: readonly string[];
    };
}[Type];

/** An event of the shop that the store numbers. */
export type RecordedEvent<Type extends EventType = EventType> = {
  readonly [Each in Type]: EventDraft<Each> & {
    readonly aggregate: ShopEvents[Each]['aggregate'];
    readonly aggregateId: string;
    readonly tags: readonly string[];
  };
}[Type];

/** The outbox of the shop's events; data that is not of the event's type does not compile. */
export interface EventStore extends Omit<StoreOf<ShopEvent>, 'append' | 'record'> {
  append(events: readonly NewEvent[]): Promise<void>;
  record(event: RecordedEvent, context: ChangeContext): Promise<void>;
}

/** The outbox of the shop's events. */
export const events: StoreDefinition<EventStore> = defineEvents<ShopEvent>({
  watched: [watchedCarts, watchedAddressBooks],
});
