import {
  EVENT_TYPES,
  EVENTS,
  type EventAggregate,
  type EventType,
} from '@trastienda/shop-contract';

export interface EventGroup {
  readonly aggregate: EventAggregate;
  readonly types: readonly EventType[];
}

/** The types of events by what they are about, in the order of the contract. */
export const EVENT_GROUPS: readonly EventGroup[] = [
  ...new Set(EVENT_TYPES.map((type) => EVENTS[type].aggregate)),
].map((aggregate) => ({
  aggregate,
  types: EVENT_TYPES.filter((type) => EVENTS[type].aggregate === aggregate),
}));
