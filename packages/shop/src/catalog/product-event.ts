import type { ChangeContext } from '@trastienda/mongo';
import { type EventTypeOf, PRODUCTS_TAG, productTags, slugTag } from '@trastienda/shop-contract';
import type { EventDraft, NewEvent, StoredProduct } from '@trastienda/shop-db';

type ProductDraft = EventDraft<EventTypeOf<'product'>>;

/** A product as it was before a change; null for a new one. */
type Before = Pick<StoredProduct, 'slug' | 'status'> | null;

function draftOf(before: Before, { slug, status, revision }: StoredProduct): ProductDraft {
  const written = { slug, status, revision };
  if (before === null) return { type: 'product.created', data: written };
  const isArchived = status === 'archived' && before.status !== 'archived';
  const data = { ...written, previousSlug: before.slug, previousStatus: before.status };
  return { type: isArchived ? 'product.archived' : 'product.updated', data };
}

/** Builds the event that the product's `eventSequence` already counts as its last. */
function productEvent(
  before: Before,
  after: StoredProduct,
  draft: ProductDraft,
  { at, requestId }: ChangeContext,
  changesLists = true,
): NewEvent {
  // Lists show active products alone.
  const isListed = changesLists && (after.status === 'active' || before?.status === 'active');
  const tags = new Set([
    ...productTags(after),
    ...(before === null ? [] : [slugTag(before.slug)]),
    ...(isListed ? [PRODUCTS_TAG] : []),
  ]);
  const { id: aggregateId, eventSequence: sequence } = after;
  const subject = { aggregate: 'product', aggregateId, sequence, at, requestId } as const;
  return { ...subject, ...draft, tags: [...tags] };
}

/** Builds the event of a product that was created, or written again. */
export function writtenEvent(
  before: Before,
  after: StoredProduct,
  context: ChangeContext,
): NewEvent {
  return productEvent(before, after, draftOf(before, after), context);
}

/**
 * Builds the event of a product whose in-stock flag, or that of a variant, has changed. Lists show
 * the flag of the product alone.
 */
export function availabilityEvent(
  before: StoredProduct,
  after: StoredProduct,
  context: ChangeContext,
): NewEvent {
  const { slug, isInStock } = after;
  const draft = { type: 'product.availability-changed', data: { slug, isInStock } } as const;
  return productEvent(before, after, draft, context, before.isInStock !== isInStock);
}
