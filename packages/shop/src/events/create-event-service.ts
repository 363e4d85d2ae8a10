import { auditedOrigin, type Clock, type Fallible } from '@trastienda/base';
import { type HeldAggregate, mapPage, type Relay } from '@trastienda/mongo';
import {
  type Acknowledged,
  type CallOrigin,
  EventAggregate,
  type EventConsumerList,
  EventConsumerView,
  type EventHoldPage,
  type EventHoldView,
  type ListEventHoldsInput,
  type ResumeEventsInput,
  ShopError,
  type SkipEventInput,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';

/** What staff see of the consumers of events, and change about them. */
export interface EventService {
  consumers(): Promise<EventConsumerList>;
  holds(input: ListEventHoldsInput): Fallible<EventHoldPage, 'CURSOR_INVALID'>;
  /**
   * Tries the events again that a consumer holds back.
   * @throws {ShopError} EVENT_NOT_HELD when it holds none of them back.
   */
  resume(input: ResumeEventsInput, origin: CallOrigin): Fallible<Acknowledged, 'EVENT_NOT_HELD'>;
  /**
   * Gives up an event that a consumer cannot handle, and goes on with the next one.
   * @throws {ShopError} EVENT_NOT_HELD when that event is not the one that is held back.
   */
  skip(input: SkipEventInput, origin: CallOrigin): Fallible<Acknowledged, 'EVENT_NOT_HELD'>;
}

export interface EventServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly relay: Pick<Relay, 'status' | 'resume' | 'skip'>;
}

function toHoldView(hold: HeldAggregate): EventHoldView {
  const { isParked, retryAt, heldAt, aggregate, ...rest } = hold;
  return {
    ...rest,
    aggregate: EventAggregate.parse(aggregate),
    retryAt: isParked ? null : retryAt.toISOString(),
    heldAt: heldAt.toISOString(),
  };
}

export function createEventService({ database, clock, relay }: EventServiceDeps): EventService {
  /** Changes what is held back, together with the audit entry. */
  const change = (
    { consumer, aggregate, aggregateId }: ResumeEventsInput,
    origin: CallOrigin,
    details: { readonly change: 'resumed' | 'skipped'; readonly sequence?: number },
    run: () => Promise<boolean>,
  ) =>
    database.transaction(async () => {
      if (!(await run())) throw new ShopError('EVENT_NOT_HELD');
      await database.audit.append({
        action: 'event.released',
        subjectId: aggregateId,
        details: { consumer, aggregate, ...details },
        ...auditedOrigin(origin),
        at: clock.now(),
      });
      return { acknowledged: true } as const;
    });

  return {
    async consumers() {
      const status = await relay.status();
      return {
        items: status.map(({ oldestAt, ...consumer }) =>
          EventConsumerView.parse({ ...consumer, oldestAt: oldestAt?.toISOString() ?? null }),
        ),
      };
    },
    async holds({ consumer, ...page }) {
      return mapPage(await database.eventConsumers.listHolds(consumer, page), toHoldView);
    },
    resume: (input, origin) =>
      change(input, origin, { change: 'resumed' }, () => relay.resume(input)),
    skip: (input, origin) =>
      change(input, origin, { change: 'skipped', sequence: input.sequence }, () =>
        relay.skip(input),
      ),
  };
}
