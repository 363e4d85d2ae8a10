import { describe, expect, test } from 'vitest';
import { mergeTimeline, type OrderEvent } from './timeline.ts';

const at = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;

function event(
  type: OrderEvent['type'],
  sequence: number,
  minute: number,
  data: OrderEvent['data'] = {},
): OrderEvent {
  const aggregate = type.startsWith('payment.') ? 'payment' : 'order';
  const id = `${type} ${sequence}`;
  return { id, aggregate, aggregateId: 'a', sequence, type, at: at(minute), requestId: null, data };
}

const note = (id: string, minute: number) => ({ id, text: `Note ${id}`, at: at(minute) });

describe('the timeline of an order', () => {
  test('has the newest first, and of one moment the later event', () => {
    const entries = mergeTimeline(
      [event('order.placed', 1, 1), event('order.paid', 2, 1), event('order.fulfilled', 3, 5)],
      [],
    );
    expect(entries.map(({ id }) => id)).toEqual([
      'order.fulfilled 3',
      'order.paid 2',
      'order.placed 1',
    ]);
  });

  test('has a note in place of the event that it was added', () => {
    const entries = mergeTimeline(
      [event('order.placed', 1, 1), event('order.note-added', 2, 2, { noteId: 'n1' })],
      [note('n1', 2), note('n2', 3)],
    );
    expect(entries.map(({ kind, id }) => [kind, id])).toEqual([
      ['note', 'n2'],
      ['note', 'n1'],
      ['event', 'order.placed 1'],
    ]);
  });

  test('leaves out what the payment says twice', () => {
    const entries = mergeTimeline(
      [
        event('payment.created', 1, 0),
        event('payment.authorized', 2, 1),
        event('payment.captured', 3, 2),
        event('order.paid', 2, 2),
        event('payment.disputed', 4, 9),
      ],
      [],
    );
    expect(entries.map(({ id }) => id)).toEqual([
      'payment.disputed 4',
      'order.paid 2',
      'payment.authorized 2',
    ]);
  });
});
