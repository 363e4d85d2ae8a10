/** The events of an application: a union of its aggregates, types and data. */
export interface EventShape {
  /** Kind of the thing that has changed. */
  readonly aggregate: string;
  readonly type: string;
  /** Facts about the change: plain JSON. */
  readonly data: object;
}

/** A stored domain event, in `events`; unique by aggregate, its id and sequence. */
export interface EventDocument<Shape extends EventShape = EventShape> {
  readonly _id: string;
  readonly aggregate: Shape['aggregate'];
  readonly aggregateId: string;
  readonly sequence: number;
  readonly type: Shape['type'];
  readonly at: Date;
  readonly requestId: string | null;
  readonly data: Shape['data'];
  /** Tags of the answers that the change affects. Events of earlier versions have none. */
  readonly tags?: readonly string[];
  /** True until the event has its position in the log. */
  readonly isPending: boolean;
  /** 1, 2, 3… over all events, without gaps and in the order of each aggregate; unique. */
  readonly position?: number;
}

/** A domain event as the rest of the program sees it. */
export interface EventState<Shape extends EventShape = EventShape>
  extends Omit<EventDocument<Shape>, '_id' | 'isPending' | 'tags' | 'position'> {
  readonly id: string;
}

/** Where an event stands in the log, and which answers it affects. */
export interface LogEntry {
  readonly position: number;
  readonly tags: readonly string[];
}

/** The counters of the log; one document. */
export interface EventLogDocument {
  readonly _id: string;
  /** Position of the last event. */
  readonly last: number;
  /** Position of the last event that is in the archive; all before it are there, too. */
  readonly archived: number;
}

/** An event to append; gets an id then unless it has one. */
export interface NewEvent<Shape extends EventShape = EventShape>
  extends Omit<EventState<Shape>, 'id'> {
  readonly id?: string;
  /** Tags of the answers that the change affects, such as `product:<id>`; see the declarations of queries. */
  readonly tags?: readonly string[];
}

/** An event to record: the store numbers it. Of each shape, only its own types and data. */
export type RecordedEvent<Shape extends EventShape = EventShape> = Shape extends EventShape
  ? Pick<NewEvent<Shape>, 'aggregate' | 'aggregateId' | 'type' | 'data' | 'tags'>
  : never;

/** The stored events of some types. */
export type EventOf<
  Shape extends EventShape,
  Type extends Shape['type'] = Shape['type'],
> = Shape extends EventShape
  ? [Extract<Shape['type'], Type>] extends [never]
    ? never
    : EventState<Omit<Shape, 'type'> & { readonly type: Extract<Shape['type'], Type> }>
  : never;
