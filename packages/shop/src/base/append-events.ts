import type { EventType } from '@trastienda/contract';
import type { Database, NewEvent } from '@trastienda/db';
import type { Cause } from './buying-deps.ts';

/** An event before it has its place in its aggregate's history. */
export interface Happening {
  readonly type: EventType;
  readonly data: NewEvent['data'];
}

/**
 * Appends what happened to an aggregate, within the transaction that changed it; `before` is the
 * sequence of its last event until then.
 */
export function appendEvents(
  { events }: Pick<Database, 'events'>,
  subject: Pick<NewEvent, 'aggregate' | 'aggregateId'> & { readonly before: number },
  happenings: readonly Happening[],
  { at, requestId }: Cause,
): Promise<void> {
  const { aggregate, aggregateId, before } = subject;
  return events.append(
    happenings.map((happening, index) => ({
      aggregate,
      aggregateId,
      sequence: before + index + 1,
      ...happening,
      at,
      requestId,
    })),
  );
}
