import type { RouterInputs } from '@trastienda/shop-client';
import type { ProductRow } from './use-product-columns.tsx';

export type ProductChanges = RouterInputs['admin']['products']['update']['changes'];

/** A change of several products, and what takes it back. */
export interface BulkChange {
  /** Changes of a product; null when it is as it should be. */
  readonly changesOf: (product: ProductRow) => ProductChanges | null;
  readonly undoOf: (product: ProductRow) => ProductChanges;
}

/** Sets the status. */
export function setStatus(status: ProductRow['status']): BulkChange {
  return {
    changesOf: (product) => (product.status === status ? null : { status }),
    undoOf: (product) => ({ status: product.status }),
  };
}

/** Tags are compared as the server's filters compare them. */
const isSameTag = (one: string, other: string) =>
  one.localeCompare(other, undefined, { sensitivity: 'base' }) === 0;

/** Adds a tag to the end of the tags. */
export function addTag(tag: string): BulkChange {
  return {
    changesOf: ({ tags }) =>
      tags.some((each) => isSameTag(each, tag)) ? null : { tags: [...tags, tag] },
    undoOf: ({ tags }) => ({ tags }),
  };
}

/** Removes a tag. */
export function removeTag(tag: string): BulkChange {
  return {
    changesOf({ tags }) {
      const rest = tags.filter((each) => !isSameTag(each, tag));
      return rest.length === tags.length ? null : { tags: rest };
    },
    undoOf: ({ tags }) => ({ tags }),
  };
}

interface Updated {
  readonly product: ProductRow;
  readonly revision: number;
}

/** What became of the products of a bulk change. */
export interface BulkResult {
  readonly updated: readonly Updated[];
  readonly unchanged: number;
  readonly failures: readonly { readonly product: ProductRow; readonly error: unknown }[];
}

/** Sends an update of one product and returns its new revision. */
export type SendUpdate = (input: RouterInputs['admin']['products']['update']) => Promise<{
  readonly revision: number;
}>;

/** Changes each product, unless it has changed since it was listed. */
export async function changeProducts(
  products: readonly ProductRow[],
  { changesOf }: BulkChange,
  send: SendUpdate,
): Promise<BulkResult> {
  const updated: Updated[] = [];
  const failures: { product: ProductRow; error: unknown }[] = [];
  let unchanged = 0;
  await Promise.all(
    products.map(async (product) => {
      const changes = changesOf(product);
      if (changes === null) {
        unchanged += 1;
        return;
      }
      try {
        const { revision } = await send({ id: product.id, revision: product.revision, changes });
        updated.push({ product, revision });
      } catch (error) {
        failures.push({ product, error });
      }
    }),
  );
  return { updated, unchanged, failures };
}

/** Takes back what a bulk change has changed, unless a product has changed since. */
export function undoChanges(
  { updated }: BulkResult,
  { undoOf }: BulkChange,
  send: SendUpdate,
): Promise<BulkResult> {
  const changed = updated.map(({ product, revision }) => ({ ...product, revision }));
  return changeProducts(changed, { changesOf: undoOf, undoOf }, send);
}
