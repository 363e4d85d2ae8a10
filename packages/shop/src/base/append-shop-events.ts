import { appendEvents, type ChangeContext } from '@trastienda/mongo';
import type { EventAggregate, EventTypeOf } from '@trastienda/shop-contract';
import type { Database, EventDraft } from '@trastienda/shop-db';

/** The history that events are appended to. */
export interface EventSubject<Aggregate extends EventAggregate> {
  readonly aggregate: Aggregate;
  readonly aggregateId: string;
  /** Sequence number of the previous event. */
  readonly before: number;
  /** Tags of the queries whose answers the change affects. */
  readonly tags: readonly string[];
}

/**
 * Appends the events of one aggregate within the transaction that changed it: `appendEvents` with
 * the types and data that the aggregate has.
 */
export function appendShopEvents<Aggregate extends EventAggregate>(
  database: Pick<Database, 'events'>,
  subject: EventSubject<Aggregate>,
  drafts: readonly EventDraft<EventTypeOf<Aggregate>>[],
  context: ChangeContext,
): Promise<void>;
export function appendShopEvents(
  { events }: Pick<Database, 'events'>,
  subject: EventSubject<EventAggregate>,
  drafts: readonly EventDraft[],
  context: ChangeContext,
): Promise<void> {
  const { tags } = subject;
  const tagged = drafts.map((draft) => ({ ...draft, tags }));
  return appendEvents({ events }, subject, tagged, context);
}
