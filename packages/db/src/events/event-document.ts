import type { DomainEventView, EventAggregate, EventType } from '@trastienda/contract';

/** A domain event as it is stored in `events`; unique by aggregate, its id and sequence. */
export interface EventDocument {
  readonly _id: string;
  readonly aggregate: EventAggregate;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly type: EventType;
  readonly at: Date;
  readonly requestId: string | null;
  readonly data: DomainEventView['data'];
  /** Nobody was told yet. */
  readonly isPending: boolean;
}

/** An event to be appended; its id is made then unless it has one. */
export interface NewEvent extends Omit<EventDocument, '_id' | 'isPending'> {
  readonly id?: string;
}

export interface EventState extends NewEvent {
  readonly id: string;
}
