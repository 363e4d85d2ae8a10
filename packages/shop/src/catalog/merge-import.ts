import { isDeepStrictEqual } from 'node:util';
import { ProductFields, pickFields, VariantInput } from '@trastienda/contract';
import type { ProductState } from '@trastienda/db';
import type { FoundProduct } from './csv/imported-product.ts';
import { keepUnstated } from './keep-unstated.ts';
import { type MergedVariants, mergeVariants, type VariantRules } from './merge-variants.ts';
import { sanitizeProductHtml } from './sanitize-html.ts';

type Content = Omit<ProductState, 'id' | 'revision' | 'createdAt' | 'updatedAt' | 'sourceHandle'>;

/** What an import decides beyond what the file says. */
export interface MergeRules extends VariantRules {
  /** What a new product is called. */
  readonly id: string;
  readonly slug: string;
  readonly now: Date;
}

/** What an imported product makes of the shop's. */
export type MergedProduct =
  | Extract<MergedVariants, { kind: 'rejected' }>
  | (Pick<Extract<MergedVariants, { kind: 'merged' }>, 'kept' | 'derived'> & {
      readonly kind: 'merged';
      /** Null where the shop has just that already. */
      readonly product: ProductState | null;
    });

function contentAfter(
  { product, unstated, isStatusStated }: FoundProduct,
  before: ProductState | null,
  parts: Pick<Content, 'slug' | 'optionNames' | 'variants'>,
): Content {
  const content: Content = {
    ...product,
    ...parts,
    descriptionHtml: sanitizeProductHtml(product.descriptionHtml),
  };
  const merged = keepUnstated(content, before ?? undefined, unstated.product);
  // Whoever archived it meant it; `Published` alone is no word for bringing it back.
  const isKeptArchived = before?.status === 'archived' && !isStatusStated;
  return isKeptArchived ? { ...merged, status: 'archived' } : merged;
}

/** What a product says, without when and how often it said it. */
function contentOf(product: Content): Content {
  return {
    ...pickFields(ProductFields.shape, product),
    variants: product.variants.map((variant) => pickFields(VariantInput.shape, variant)),
  };
}

/**
 * What an imported product makes of the shop's. What the file has no column for stays as it is, and
 * so do variants that it does not name (unless they are replaced) and how many there are of a known
 * SKU.
 */
export function mergeImport(
  source: FoundProduct,
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
    // Even where it is the slug: staff may change that.
    sourceHandle: before?.sourceHandle ?? source.key,
    revision: (before?.revision ?? 0) + 1,
    createdAt: before?.createdAt ?? rules.now,
    updatedAt: rules.now,
  };
  return { kind: 'merged', product, kept, derived };
}
