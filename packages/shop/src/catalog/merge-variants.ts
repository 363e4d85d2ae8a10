import { CreateProductInput, type VariantInput } from '@trastienda/shop-contract';
import type { ProductState } from '@trastienda/shop-db';
import type { ParsedProduct } from './csv/imported-product.ts';
import { keepUnstated } from './keep-unstated.ts';
import {
  type KnownVariant,
  type MatchedVariant,
  matchVariants,
  type SkuRules,
} from './match-variants.ts';

/** Rules for merging variants, beyond the file and the shop. */
export interface VariantRules extends SkuRules {
  /** True to remove variants that the file does not name. */
  readonly replaceVariants: boolean;
}

/** A variant whose SKU in the shop differs from the source. */
export interface DerivedVariant {
  readonly row: number;
  readonly sourceSku: string;
  readonly sku: string;
}

/** Result of merging a product's variants, or the reasons for a rejection. */
export type MergedVariants =
  | { readonly kind: 'rejected'; readonly reasons: string[] }
  | {
      readonly kind: 'merged';
      readonly optionNames: string[];
      readonly variants: readonly VariantInput[];
      /** Number of kept variants that the file does not name. */
      readonly kept: number;
      readonly derived: readonly DerivedVariant[];
    };

const rejected = (...reasons: string[]) => ({ kind: 'rejected', reasons }) as const;

const NO_OPTIONS = 'the product has options in the shop, and the file has no columns for them';
const ADVICE = 'to leave those out, import the file with variants replaced';

/**
 * Merges the variants that a file names into those of the shop. Other variants of the shop stay
 * unless they are replaced.
 */
export function mergeVariants(
  source: ParsedProduct,
  before: ProductState | null,
  rules: VariantRules,
): MergedVariants {
  const { product, unstated } = source;
  const hasOptions = before !== null && before.optionNames.length > 0;
  if (hasOptions && source.isWithoutVariants) {
    const { optionNames, variants } = before;
    return { kind: 'merged', optionNames, variants, kept: variants.length, derived: [] };
  }
  const areOptionsUnstated = hasOptions && unstated.product.has('optionNames');
  const matches = matchVariants(source, before, rules, areOptionsUnstated);
  if (matches === null) return rejected(NO_OPTIONS);
  const priceless = matches.filter(({ imported, known }) => !imported.price && !known);
  if (priceless.length > 0) {
    return rejected(...priceless.map(({ imported }) => withoutPrice(imported.row, source)));
  }

  const named = new Set(matches.map(({ known }) => known));
  const kept = rules.replaceVariants
    ? []
    : (before?.variants ?? []).filter((variant) => !named.has(variant));
  const optionNames = areOptionsUnstated ? before.optionNames : product.optionNames;
  if (kept.some(({ optionValues }) => optionValues.length !== optionNames.length)) {
    return rejected(
      `the shop has variants that the file does not name, and the file has other options; ${ADVICE}`,
    );
  }
  const variants = inOrder(matches, before?.variants ?? [], kept, (match) =>
    toVariant(match, source),
  );
  if (kept.length > 0) {
    const reasons = objectionsTo({ ...product, optionNames, variants: [...variants] });
    if (reasons.length > 0) return rejected(...reasons);
  }
  return {
    kind: 'merged',
    ...{ optionNames, variants, kept: kept.length },
    derived: matches.flatMap(({ imported: { row, sku: sourceSku }, sku }) =>
      sourceSku === null || sourceSku === sku ? [] : { row, sourceSku, sku },
    ),
  };
}

function withoutPrice(row: number, { priceColumn }: ParsedProduct): string {
  return priceColumn === null
    ? `row ${row}: the file has no prices, and the shop has no such variant`
    : `row ${row}: ${priceColumn} is empty, and the shop has no such variant`;
}

/** Builds a variant from the file; fields without a column come from the shop. */
function toVariant({ imported, optionValues, known, sku }: MatchedVariant, source: ParsedProduct) {
  const { row: _, price, ...rest } = imported;
  const settled = price ?? known?.price;
  if (settled === undefined) throw new Error('A variant without a price was accepted.');
  const { unstated } = source;
  const merged: VariantInput = keepUnstated(
    { ...rest, sku, optionValues, price: settled },
    known,
    unstated.variant,
  );
  const inventory = keepUnstated(merged.inventory, known?.inventory, unstated.inventory);
  if (known?.sku !== sku) return { ...merged, inventory };
  // Keep the quantity of a known SKU: the file's quantity is outdated.
  return { ...merged, inventory: { ...inventory, quantity: known.inventory.quantity } };
}

/**
 * Orders variants as the file does when it names all of them; otherwise as the shop does, with new
 * variants at the end, so that a partial file does not move the others.
 */
function inOrder(
  matches: readonly MatchedVariant[],
  before: readonly KnownVariant[],
  kept: readonly KnownVariant[],
  toInput: (match: MatchedVariant) => VariantInput,
): VariantInput[] {
  if (kept.length === 0) return matches.map(toInput);
  const byKnown = new Map(matches.map((match) => [match.known, match]));
  const keeps = new Set(kept);
  const old = before.flatMap((variant) => {
    const match = byKnown.get(variant);
    if (match !== undefined) return toInput(match);
    return keeps.has(variant) ? variant : [];
  });
  const added = matches.filter(({ known }) => known === undefined);
  return [...old, ...added.map(toInput)];
}

/** Returns the contract's objections to the merged variants. */
function objectionsTo(product: CreateProductInput): string[] {
  const { error } = CreateProductInput.safeParse(product);
  return (error?.issues ?? []).map(({ path, message }) => {
    const [part, index] = path;
    const variant = part === 'variants' ? product.variants[Number(index)] : undefined;
    return variant === undefined ? message : `SKU ${variant.sku}: ${message}; ${ADVICE}`;
  });
}
