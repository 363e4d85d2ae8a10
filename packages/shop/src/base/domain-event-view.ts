import type { DomainEventView } from '@trastienda/contract';
import type { EventState } from '@trastienda/db';

/** A domain event as staff and other systems see it. */
export function toDomainEventView({ at, ...event }: EventState): DomainEventView {
  return { ...event, at: at.toISOString() };
}
