import { z } from 'zod';
import type { EventDefinition } from './define-events.ts';
import { amount } from './event-fields.ts';
import { EVENT_TYPES, EVENTS } from './event-table.ts';

/** Returns the names of an event's data that are amounts in minor units of its `currency`. */
export function amountsOf({ data }: Pick<EventDefinition, 'data'>): string[] {
  return Object.entries(data.shape).flatMap(([name, schema]) =>
    (schema instanceof z.ZodExactOptional ? schema.unwrap() : schema) === amount ? [name] : [],
  );
}

/** Names of data that are amounts, in whichever event they are. */
export const EVENT_AMOUNTS: readonly string[] = [
  ...new Set(EVENT_TYPES.flatMap((type) => amountsOf(EVENTS[type]))),
];
