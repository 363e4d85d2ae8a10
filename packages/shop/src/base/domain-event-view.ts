import type { EventState } from '@trastienda/mongo';
import type { DomainEventView } from '@trastienda/shop-contract';
import type { ShopEvent } from '@trastienda/shop-db';

/** Builds the view of a domain event for staff and integrations. */
export function toDomainEventView({ at, ...event }: EventState<ShopEvent>): DomainEventView {
  return { ...event, at: at.toISOString() };
}
