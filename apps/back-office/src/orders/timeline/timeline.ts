import type { RouterOutputs, StaffOrder } from '@trastienda/shop-client';

export type OrderEvent = RouterOutputs['admin']['orders']['events']['items'][number];
export type Note = StaffOrder['notes'][number];

/** Something that has happened to an order. */
export type TimelineEntry =
  | { readonly kind: 'event'; readonly id: string; readonly at: string; readonly event: OrderEvent }
  | { readonly kind: 'note'; readonly id: string; readonly at: string; readonly note: Note };

/** Events of the payment that have none of the order beside them. */
const OF_PAYMENT: ReadonlySet<string> = new Set([
  'payment.requires-action',
  'payment.authorized',
  'payment.failed',
  'payment.voided',
  'payment.rejected',
  'payment.disputed',
  'payment.refund-failed',
]);

function isShown({ aggregate, type }: OrderEvent): boolean {
  return aggregate === 'order' || OF_PAYMENT.has(type);
}

/** Newest first; of the same moment the later event, by its number, first. */
function byTime(one: TimelineEntry, other: TimelineEntry): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return sequenceOf(other) - sequenceOf(one);
}

function sequenceOf(entry: TimelineEntry): number {
  return entry.kind === 'event' ? entry.event.sequence : 0;
}

/**
 * Merges the events of an order and of its payment with the notes of staff, newest first. A note
 * takes the place of the event that it was added.
 */
export function mergeTimeline(
  events: readonly OrderEvent[],
  notes: readonly Note[],
): readonly TimelineEntry[] {
  const noted = new Map(notes.map((note) => [note.id, note]));
  const entries = events.filter(isShown).map((event): TimelineEntry => {
    const { id, at, type, data } = event;
    const note = type === 'order.note-added' ? noted.get(String(data.noteId)) : undefined;
    if (note === undefined) return { kind: 'event', id, at, event };
    noted.delete(note.id);
    return { kind: 'note', id: note.id, at, note };
  });
  // Notes whose events are not loaded yet.
  const others = [...noted.values()].map(
    (note): TimelineEntry => ({ kind: 'note', id: note.id, at: note.at, note }),
  );
  return [...entries, ...others].sort(byTime);
}
