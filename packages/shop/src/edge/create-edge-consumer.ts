import { defineConsumer, type EventConsumer } from '@trastienda/mongo';
import {
  DISCOUNTS_TAG,
  EVENT_TYPES,
  PRICES_TAG,
  PRODUCTS_TAG,
  productTag,
  SHIPPING_TAG,
  slugTag,
  TAXES_TAG,
} from '@trastienda/shop-contract';
import type { Database, ShopEvent } from '@trastienda/shop-db';

const LISTS: ReadonlySet<string> = new Set([
  PRODUCTS_TAG,
  PRICES_TAG,
  DISCOUNTS_TAG,
  SHIPPING_TAG,
  TAXES_TAG,
]);
const THINGS = [productTag(''), slugTag('')];

/** Returns whether public answers can have the tag: those of a buyer are in no shared cache. */
const isPublic = (tag: string) => LISTS.has(tag) || THINGS.some((start) => tag.startsWith(start));

/** Creates the consumer that notes the tags which an edge cache must forget. */
export function createEdgeConsumer({
  database,
}: {
  readonly database: Pick<Database, 'edgePurges'>;
}): EventConsumer<ShopEvent> {
  return defineConsumer<ShopEvent, ShopEvent['type']>({
    name: 'edge-purges',
    types: EVENT_TYPES,
    from: 'now',
    isReplayable: true,
    handle: ({ tags }, { at }) => database.edgePurges.add(tags.filter(isPublic), at),
  });
}
