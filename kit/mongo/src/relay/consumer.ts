import type { EventShape } from '../events/event-document.ts';
import type { LoggedEvent } from '../events/event-log.ts';

/** What the events have in common that one transaction handles. */
export interface HandleContext {
  /** Time at which the events are handled. */
  readonly at: Date;
  /** Aborted when the handler has run out of time; its database calls then fail. */
  readonly signal: AbortSignal;
}

/** Reacts to events: sends them on, or keeps what is derived from them. */
export interface EventConsumer<
  Shape extends EventShape = EventShape,
  Type extends Shape['type'] = Shape['type'],
> {
  /** Stored with its progress, in kebab-case. A consumer with another name is a new one. */
  readonly name: string;
  readonly types: readonly Type[];
  /**
   * Types that an earlier version has handled, and this one does not. While versions are replaced, a
   * process pauses a consumer of which another version handles more types than it knows.
   */
  readonly formerTypes?: readonly string[];
  /** Where the consumer begins in a database that it is new to. */
  readonly from: 'beginning' | 'now';
  /**
   * True when an event that is handled again has no second effect, so that `replay` may let the
   * consumer begin again. False by default.
   */
  readonly isReplayable?: boolean;
  /**
   * Fields of the data that are removed from the stored event with the effect. Events are kept: what
   * only the reaction needs and what names a person, such as an address, must not be.
   */
  readonly redact?: readonly string[];
  /**
   * Reacts to an event, in the order of its aggregate, within the transaction that records the
   * progress of the consumer. Its effect is writes alone, which therefore happen exactly once; it can
   * run again, and share the transaction with other events. After a failure the aggregate is held
   * back, and no other.
   */
  handle(event: LoggedEvent<Shape, Type>, context: HandleContext): Promise<void>;
}

/** Returns the types of events that this version of a consumer handles, or knows to be gone. */
export const knownTypes = ({
  types,
  formerTypes = [],
}: Pick<EventConsumer, 'types' | 'formerTypes'>): ReadonlySet<string> =>
  new Set([...types, ...formerTypes]);

/** Checks a consumer against its events, and returns it as one of all events of the application. */
export function defineConsumer<Shape extends EventShape, const Type extends Shape['type']>(
  consumer: EventConsumer<Shape, Type>,
): EventConsumer<Shape> {
  // A consumer is called with events of its types alone.
  return consumer as EventConsumer<Shape, Type> & EventConsumer<Shape>;
}
