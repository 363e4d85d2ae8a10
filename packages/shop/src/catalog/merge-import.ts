import { isDeepStrictEqual } from 'node:util';
import { pickFields } from '@trastienda/base';
import { ProductFields, VariantInput } from '@trastienda/shop-contract';
import type { ProductState } from '@trastienda/shop-db';
import type { ParsedProduct } from './csv/imported-product.ts';
import { keepUnstated } from './keep-unstated.ts';
import { type MergedVariants, mergeVariants, type VariantRules } from './merge-variants.ts';
import { sanitizeProductHtml } from './sanitize-html.ts';

type Content = Omit<ProductState, 'id' | 'revision' | 'createdAt' | 'updatedAt' | 'sourceHandle'>;

/** Decisions of an import that do not come from the file. */
export interface MergeRules extends VariantRules {
  /** Id for a new product. */
  readonly id: string;
  readonly slug: string;
  readonly now: Date;
}

/** Result of merging an imported product into the shop's product. */
export type MergedProduct =
  | Extract<MergedVariants, { kind: 'rejected' }>
  | (Pick<Extract<MergedVariants, { kind: 'merged' }>, 'kept' | 'derived'> & {
      readonly kind: 'merged';
      /** Null when the shop's product is already identical. */
      readonly product: ProductState | null;
    });

function contentAfter(
  { product, unstated, isStatusStated }: ParsedProduct,
  before: ProductState | null,
  parts: Pick<Content, 'slug' | 'optionNames' | 'variants'>,
): Content {
  const content: Content = {
    ...product,
    ...parts,
    descriptionHtml: sanitizeProductHtml(product.descriptionHtml),
  };
  const merged = keepUnstated(content, before ?? undefined, unstated.product);
  // A product is archived on purpose; `Published` alone does not restore it.
  const isKeptArchived = before?.status === 'archived' && !isStatusStated;
  return isKeptArchived ? { ...merged, status: 'archived' } : merged;
}

/** Returns a product without its timestamps and revision. */
function contentOf(product: Content): Content {
  return {
    ...pickFields(ProductFields.shape, product),
    variants: product.variants.map((variant) => pickFields(VariantInput.shape, variant)),
  };
}

/**
 * Merges an imported product into the shop's product. Fields without a column keep their values,
 * and so do variants that the file does not name (unless they are replaced) and the quantities of
 * known SKUs.
 */
export function mergeImport(
  source: ParsedProduct,
  before: ProductState | null,
  rules: MergeRules,
): MergedProduct {
  const merged = mergeVariants(source, before, rules);
  if (merged.kind === 'rejected') return merged;
  const { optionNames, variants, kept, derived } = merged;
  const slug = before?.slug ?? rules.slug;
  const content = contentOf(contentAfter(source, before, { slug, optionNames, variants }));
  if (before !== null && isDeepStrictEqual(contentOf(before), content)) {
    return { kind: 'merged', product: null, kept, derived };
  }
  const product: ProductState = {
    ...content,
    id: before?.id ?? rules.id,
    // Kept even when it equals the slug: staff may change the slug.
    sourceHandle: before?.sourceHandle ?? source.key,
    revision: (before?.revision ?? 0) + 1,
    createdAt: before?.createdAt ?? rules.now,
    updatedAt: rules.now,
  };
  return { kind: 'merged', product, kept, derived };
}
