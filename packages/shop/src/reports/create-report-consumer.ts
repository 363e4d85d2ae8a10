import { defineConsumer, type EventConsumer, type LoggedEvent } from '@trastienda/mongo';
import type { Database, ShopEvent } from '@trastienda/shop-db';
import { REPORT_EVENTS, type ReportEventType, readCause } from './read-cause.ts';

/** Name of the consumer that keeps the roll-ups. */
export const REPORT_CONSUMER = 'sales-reports';

interface ReportConsumerDeps {
  readonly database: Database;
  /** IANA time zone whose days new roll-ups have. */
  readonly timeZone: string;
}

/**
 * Returns whether an event up to the last position was added already: it was, when the consumer is
 * made to handle events again, but not when it has held the aggregate back.
 */
async function isRepeated(
  { eventConsumers }: Pick<Database, 'eventConsumers'>,
  { aggregate, aggregateId, sequence }: LoggedEvent<ShopEvent>,
): Promise<boolean> {
  const hold = await eventConsumers.findHold({ consumer: REPORT_CONSUMER, aggregate, aggregateId });
  return hold === null || sequence < hold.sequence;
}

/**
 * Adds an event to the roll-ups, within the caller's transaction: to the live ones, and to those that
 * a rebuild is making. The days are those of the time zone that each was begun with, so that a
 * configured one that has changed does not mix two kinds of days.
 */
async function addEvent(
  { database, timeZone }: ReportConsumerDeps,
  event: LoggedEvent<ShopEvent, ReportEventType>,
  at: Date,
): Promise<void> {
  const { reports } = database;
  const first = { generation: reports.newGeneration(at), timeZone };
  const { building, through, ...live } = await reports.lockState(first, event.position);
  if (event.position <= through && (await isRepeated(database, event))) return;
  const cause = await readCause({ database }, event);
  await reports.add(live.generation, cause(live.timeZone));
  if (building !== null) await reports.add(building.generation, cause(building.timeZone));
}

/** Creates the consumer `sales-reports`, which keeps the roll-ups that reports read. */
export function createReportConsumer(deps: ReportConsumerDeps): EventConsumer<ShopEvent> {
  return defineConsumer<ShopEvent, ReportEventType>({
    name: REPORT_CONSUMER,
    types: REPORT_EVENTS,
    from: 'beginning',
    handle: (event, { at }) => addEvent(deps, event, at),
  });
}
