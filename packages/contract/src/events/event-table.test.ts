import { describe, expect, expectTypeOf, test } from 'vitest';
import { PERMISSIONS } from '../access/roles.ts';
import { DomainEventView } from './domain-event.ts';
import { amountsOf, EVENT_AMOUNTS } from './event-amounts.ts';
import {
  EVENT_TYPES,
  EVENTS,
  EventAggregate,
  type EventData,
  eventPermissionOf,
  type NewEventData,
} from './event-table.ts';

describe.each(EVENT_TYPES)('the event %s', (type) => {
  const { aggregate, permission, summary, data } = EVENTS[type];

  test('is named after its aggregate, which one permission lets staff see', () => {
    expect(type.startsWith(`${aggregate}.`)).toBe(true);
    expect(PERMISSIONS).toContain(permission);
    expect(eventPermissionOf(aggregate)).toBe(permission);
  });

  test('has a summary of one sentence, and no data that it does not declare', () => {
    expect(summary).toMatch(/^[A-Z][^\n]*[^.]$/);
    const { error } = data.safeParse({ undeclared: 1 });
    const isReported = error?.issues.some(({ code }) => code === 'unrecognized_keys');
    expect(isReported).toBe(true);
  });
});

test('Every aggregate that staff may ask for has events', () => {
  expect(EventAggregate.options).toEqual([
    ...new Set(EVENT_TYPES.map((type) => EVENTS[type].aggregate)),
  ]);
});

test('An event from before a field was added is valid', () => {
  const placed = {
    number: 'T-1',
    checkoutId: 'a'.repeat(24),
    paymentId: 'b'.repeat(24),
    total: 100,
    currency: 'EUR',
  };
  const refunded = { refundId: 'c'.repeat(24), amount: 5, currency: 'EUR' };
  expect(EVENTS['order.placed'].data.parse(placed)).toEqual(placed);
  expect(EVENTS['order.refunded'].data.parse(refunded)).toEqual(refunded);
  expect(EVENTS['checkout.expired'].data.parse({})).toEqual({});
});

test('A new event has the fields that were added later, a stored one may lack them', () => {
  expectTypeOf<NewEventData<'order.paid'>>().toEqualTypeOf<{
    readonly amount: number;
    readonly currency: string;
    readonly paymentId: string;
  }>();
  expectTypeOf<EventData<'order.paid'>>().toEqualTypeOf<{
    readonly amount: number;
    readonly currency: string;
    readonly paymentId?: string;
  }>();
  expectTypeOf<EventData<'order.paid'>>().toExtend<DomainEventView['data']>();
});

test('A name of data that is an amount in one event is one in all', () => {
  for (const type of EVENT_TYPES) {
    const names = Object.keys(EVENTS[type].data.shape);
    const amounts = names.filter((name) => EVENT_AMOUNTS.includes(name));
    expect([type, amounts]).toEqual([type, amountsOf(EVENTS[type])]);
    if (amounts.length > 0) expect([type, names.includes('currency')]).toEqual([type, true]);
  }
  expect(EVENT_AMOUNTS).toContain('refunded');
  expect(EVENT_AMOUNTS).not.toContain('quantity');
});

test('A view shows an event of any type', () => {
  expect(DomainEventView.shape.type.options).toEqual(EVENT_TYPES);
});
