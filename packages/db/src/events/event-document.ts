import type { DomainEventView, EventAggregate, EventType } from '@trastienda/shop-contract';

/** A stored domain event, in `events`; unique by aggregate, its id and sequence. */
export interface EventDocument {
  readonly _id: string;
  readonly aggregate: EventAggregate;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly type: EventType;
  readonly at: Date;
  readonly requestId: string | null;
  readonly data: DomainEventView['data'];
  /** True until the event is delivered. */
  readonly isPending: boolean;
}

/** An event to append; gets an id then unless it has one. */
export interface NewEvent extends Omit<EventDocument, '_id' | 'isPending'> {
  readonly id?: string;
}

export interface EventState extends NewEvent {
  readonly id: string;
}
