import { expect, test } from 'vitest';
import { toDomainEventView } from './domain-event-view.ts';

test("an event view has the event's fields, with its time as ISO 8601", () => {
  const event = {
    id: 'a'.repeat(24),
    aggregate: 'checkout',
    aggregateId: 'c',
    sequence: 1,
    type: 'checkout.started',
    requestId: 'request-1',
    data: { total: 100, note: null },
    at: new Date('2100-01-01T00:00:00.000Z'),
  } as const;
  expect(toDomainEventView(event)).toEqual({ ...event, at: '2100-01-01T00:00:00.000Z' });
});
