import type { EventOf } from '@trastienda/mongo';
import type { ShopEvent } from '@trastienda/shop-db';
import type { TestShop } from '../../testing/start-test-shop.ts';
import { REPORT_EVENTS, type ReportEvent } from '../read-cause.ts';

const isReportEvent = (event: EventOf<ShopEvent>): event is ReportEvent =>
  REPORT_EVENTS.some((type) => type === event.type);

/** Reads all documents of a collection, in the order of their ids. */
export async function readAll<Document extends object>(
  { server }: Pick<TestShop, 'server'>,
  collection: string,
): Promise<readonly Document[]> {
  const found: Document[] = [];
  await server.withClient(async (client) => {
    const documents = client.db().collection(collection).find<Document>({}).sort({ _id: 1 });
    found.push(...(await documents.toArray()));
  });
  return found;
}

/** Reads all events that roll-ups are made of, in the order of their ids. */
export async function readReportEvents(shop: TestShop): Promise<ReportEvent[]> {
  const found = await readAll<EventOf<ShopEvent> & { readonly _id: string }>(shop, 'events');
  return found.map(({ _id, ...event }) => ({ ...event, id: _id })).filter(isReportEvent);
}

/** Lets the shop's background work bring all events to the roll-ups. */
export async function feedReports({ background }: Pick<TestShop, 'background'>): Promise<void> {
  while ((await background.runOnce()) > 0);
}
