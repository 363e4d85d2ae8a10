import type { z } from 'zod';
import type { Permission } from '../access/roles.ts';

/** Values of an event's data: flat and plain, so that webhooks and reports need no mapping. */
export type EventValue = string | number | boolean | null;

/** What an event promises to those who react to it. */
export interface EventDefinition {
  /** Kind of the thing that changed; events of one such thing are numbered and in order. */
  readonly aggregate: string;
  /** Lets staff see the event. */
  readonly permission: Permission;
  readonly summary: string;
  /**
   * Facts at the time of the event: ids, amounts in minor units, no personal data. A field that was
   * added later is optional: events that were stored before lack it, and new ones have it.
   */
  readonly data: z.ZodObject<Readonly<Record<string, z.ZodType<EventValue>>>>;
}

export type EventTable = Readonly<Record<string, EventDefinition>>;

type Described = Readonly<Record<string, Pick<EventDefinition, 'summary' | 'data'>>>;

type Defined<Aggregate extends string, Table extends Described> = {
  readonly [Type in keyof Table]: Table[Type] & {
    readonly aggregate: Aggregate;
    readonly permission: Permission;
  };
};

/** Defines the events of an aggregate; the name of each type begins with that of the aggregate. */
export function defineEvents<
  const Aggregate extends string,
  const Table extends Readonly<Record<`${Aggregate}.${string}`, Described[string]>>,
>(
  about: { readonly aggregate: Aggregate; readonly permission: Permission },
  table: Table,
): Defined<Aggregate, Table> {
  const entries = Object.entries<Described[string]>(table);
  return Object.fromEntries(
    entries.map(([type, event]) => [type, { ...about, ...event }]),
  ) as Defined<Aggregate, Table>;
}
