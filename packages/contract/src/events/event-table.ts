import { z } from 'zod';
import type { Permission } from '../access/roles.ts';
import { CHECKOUT_EVENTS } from './checkout-events.ts';
import type { EventTable } from './define-events.ts';
import { ORDER_EVENTS } from './order-events.ts';
import { PAYMENT_EVENTS } from './payment-events.ts';
import {
  DISCOUNT_EVENTS,
  PRICE_EVENTS,
  SHIPPING_METHOD_EVENTS,
  TAX_ZONE_EVENTS,
} from './pricing-events.ts';
import { PRODUCT_EVENTS } from './product-events.ts';
import { STOCK_EVENTS } from './stock-events.ts';

function mergeEvents<const Tables extends readonly EventTable[]>(...tables: Tables) {
  return Object.assign({}, ...tables) as Merged<Tables[number]>;
}

type TypeIn<Table> = Table extends EventTable ? keyof Table : never;
type Merged<Table extends EventTable> = {
  readonly [Type in TypeIn<Table> & string]: Table extends Readonly<Record<Type, infer Event>>
    ? Event
    : never;
};

const TABLE = mergeEvents(
  CHECKOUT_EVENTS,
  PAYMENT_EVENTS,
  ORDER_EVENTS,
  STOCK_EVENTS,
  PRODUCT_EVENTS,
  PRICE_EVENTS,
  TAX_ZONE_EVENTS,
  SHIPPING_METHOD_EVENTS,
  DISCOUNT_EVENTS,
);

/** The shop's event table by name: declarations would otherwise repeat it. */
export interface ShopEvents extends Readonly<typeof TABLE> {}

/** All events of the shop, by type; docs/EVENTS.md describes them. */
export const EVENTS: ShopEvents = TABLE;

/** Types of events that consumers can subscribe to. */
export const EVENT_TYPES = Object.keys(EVENTS) as [keyof ShopEvents, ...(keyof ShopEvents)[]];
export const EventType = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof EventType>;

/** What the events of a type are about. */
export type EventAggregate = ShopEvents[EventType]['aggregate'];
const AGGREGATES = [...new Set(EVENT_TYPES.map((type) => EVENTS[type].aggregate))];
export const EventAggregate = z.enum(AGGREGATES as [EventAggregate, ...EventAggregate[]]);

/** The types of an aggregate's events. */
export type EventTypeOf<Aggregate extends EventAggregate> = {
  [Type in EventType]: ShopEvents[Type]['aggregate'] extends Aggregate ? Type : never;
}[EventType];

/** Data of the stored events of a type. Fields that were added later may be absent. */
export type EventData<Type extends EventType> = {
  readonly [Name in keyof z.infer<ShopEvents[Type]['data']>]: z.infer<
    ShopEvents[Type]['data']
  >[Name];
};

/** Data of a new event of a type: it has all fields. */
export type NewEventData<Type extends EventType> = {
  readonly [Name in keyof EventData<Type>]-?: EventData<Type>[Name];
};

/** The permission that lets staff see the events of an aggregate. */
export function eventPermissionOf(aggregate: EventAggregate): Permission {
  const type = EVENT_TYPES.find((each) => EVENTS[each].aggregate === aggregate);
  if (type === undefined) throw new TypeError(`No event has the aggregate ${aggregate}.`);
  return EVENTS[type].permission;
}
