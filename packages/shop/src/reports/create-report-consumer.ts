import {
  defineConsumer,
  type EventConsumer,
  type LoggedEvent,
  oncePerTransaction,
} from '@trastienda/mongo';
import type { Database, ReportState, ShopEvent } from '@trastienda/shop-db';
import { REPORT_EVENTS, type ReportEventType, readCause } from './read-cause.ts';

/** Name of the consumer that keeps the roll-ups. */
export const REPORT_CONSUMER = 'sales-reports';

interface ReportConsumerDeps {
  readonly database: Database;
  /** IANA time zone whose days new roll-ups have. */
  readonly timeZone: string;
}

/**
 * Adds an event to the roll-ups, within the transaction that records the
 * progress of the consumer: to the live ones, and to those that
 * a rebuild is making. The days are those of the time zone that each was begun with, so that a
 * configured one that has changed does not mix two kinds of days.
 */
async function addEvent(
  database: Database,
  event: LoggedEvent<ShopEvent, ReportEventType>,
  { building, ...live }: ReportState,
): Promise<void> {
  const { reports } = database;
  const cause = await readCause({ database }, event);
  await reports.add(live.generation, cause(live.timeZone));
  if (building !== null) await reports.add(building.generation, cause(building.timeZone));
}

/** Creates the consumer `sales-reports`, which keeps the roll-ups that reports read. */
export function createReportConsumer({
  database,
  timeZone,
}: ReportConsumerDeps): EventConsumer<ShopEvent> {
  const { reports } = database;
  const openState = oncePerTransaction(({ at }) =>
    reports.openState({ generation: reports.newGeneration(at), timeZone }),
  );
  return defineConsumer<ShopEvent, ReportEventType>({
    name: REPORT_CONSUMER,
    types: REPORT_EVENTS,
    from: 'beginning',
    async handle(event, context) {
      await addEvent(database, event, await openState(context));
    },
  });
}
