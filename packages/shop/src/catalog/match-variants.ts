import type { ProductState } from '@trastienda/shop-db';
import { generateSku, isGeneratedFrom, readableSku } from './csv/generate-sku.ts';
import type { ImportedVariant, ParsedProduct } from './csv/imported-product.ts';
import type { FileSkus } from './csv/sku-counter.ts';

export type KnownVariant = ProductState['variants'][number];

/** Rules for SKUs of variants that concern other products. */
export interface SkuRules {
  /** SKUs of the whole file. */
  readonly skus: FileSkus;
  /** Generated SKUs that turned out to belong to another product of the shop. */
  readonly refusedSkus: ReadonlySet<string>;
}

/** A variant of the file with the matching variant of the shop. */
export interface MatchedVariant {
  readonly imported: ImportedVariant;
  readonly optionValues: string[];
  readonly known: KnownVariant | undefined;
  readonly sku: string;
}

/** A match before SKUs are generated; `sku` is null when one must be. */
type Match = Omit<MatchedVariant, 'sku'> & { readonly sku: string | null };

const optionsKey = (optionValues: readonly string[]) => JSON.stringify(optionValues);

/**
 * Matches each variant of a file to one of the shop, by SKU or else by options. A SKU that the file
 * has for several variants identifies none of them: such a variant, like one without a SKU, keeps
 * the SKU that the shop has for its options, or gets a generated one. With `areOptionsUnstated` the
 * file has no options, and only SKUs can match; null when one does not.
 */
export function matchVariants(
  { product, key }: ParsedProduct,
  before: ProductState | null,
  rules: SkuRules,
  areOptionsUnstated: boolean,
): MatchedVariant[] | null {
  const bySku = new Map(before?.variants.map((variant) => [variant.sku, variant]));
  const byOptions = new Map(before?.variants.map((each) => [optionsKey(each.optionValues), each]));
  const statedSku = ({ sku }: ImportedVariant) =>
    sku === null || rules.skus.isRepeated(sku) ? null : sku;
  const stated = new Set(product.variants.flatMap((variant) => statedSku(variant) ?? []));

  const matches: Match[] = [];
  for (const imported of product.variants) {
    const own = statedSku(imported);
    const named = own === null ? undefined : bySku.get(own);
    if (areOptionsUnstated && named === undefined) return null;
    const optionValues = areOptionsUnstated && named ? named.optionValues : imported.optionValues;
    const alike = byOptions.get(optionsKey(optionValues));
    // A variant with the same options is a different one if the file names it by its SKU.
    const known = named ?? (alike && stated.has(alike.sku) ? undefined : alike);
    matches.push({ imported, optionValues, known, sku: settledSku(own, known) });
  }
  return withSkus(matches);

  function settledSku(own: string | null, known: KnownVariant | undefined): string | null {
    if (known === undefined || own === null) return known?.sku ?? own;
    const { sku, optionValues } = known;
    // A file with only one of several variants does not show that they share a SKU.
    const isMade = isGeneratedFrom(own, sku, { key, slug: product.slug, optionValues });
    // Earlier imports kept the apostrophe as a part of the SKU, and stock exists under it.
    return isMade || sku === `'${own}` ? sku : own;
  }

  function withSkus(unsettled: readonly Match[]): MatchedVariant[] {
    const taken = new Set([...bySku.keys(), ...unsettled.flatMap(({ sku }) => sku ?? [])]);
    const isTaken = (sku: string) =>
      taken.has(sku) ||
      rules.refusedSkus.has(sku) ||
      rules.skus.has(sku) ||
      rules.skus.isContested(sku);
    const subjectOf = ({ imported: { sku }, optionValues }: Match) => ({
      ...{ key, slug: product.slug, optionValues, sourceSku: sku },
      isShared: sku !== null && rules.skus.isShared(sku),
    });
    // When several variants would get the same SKU, none does, so that their order does not matter.
    const wanted = new Set<string | null>();
    for (const match of unsettled) {
      if (match.sku !== null) continue;
      const readable = readableSku(subjectOf(match));
      if (readable !== null && wanted.has(readable)) taken.add(readable);
      wanted.add(readable);
    }
    return unsettled.map((match) => {
      const sku = match.sku ?? generateSku(subjectOf(match), isTaken);
      taken.add(sku);
      return { ...match, sku };
    });
  }
}
