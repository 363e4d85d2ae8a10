import type { DomainEventView } from '@trastienda/shop-contract';
import type { EventState } from '@trastienda/shop-db';

/** Builds the view of a domain event for staff and integrations. */
export function toDomainEventView({ at, ...event }: EventState): DomainEventView {
  return { ...event, at: at.toISOString() };
}
