import type { ProductState } from '@trastienda/db';
import type { FoundProduct, ImportedVariant } from './csv/imported-product.ts';
import { isMadeFrom, makeSku, readableSku } from './csv/make-sku.ts';
import type { FileSkus } from './csv/sku-census.ts';

export type KnownVariant = ProductState['variants'][number];

/** Which SKUs a variant can have, beside those of its own product. */
export interface SkuRules {
  /** The SKUs of the whole file. */
  readonly skus: FileSkus;
  /** Made SKUs that another product of the shop turned out to have. */
  readonly refusedSkus: ReadonlySet<string>;
}

/** A variant of the file beside the one of the shop that it is about. */
export interface MatchedVariant {
  readonly imported: ImportedVariant;
  readonly optionValues: string[];
  readonly known: KnownVariant | undefined;
  readonly sku: string;
}

/** The same before SKUs are made: null where one has to be. */
type Match = Omit<MatchedVariant, 'sku'> & { readonly sku: string | null };

const optionsKey = (optionValues: readonly string[]) => JSON.stringify(optionValues);

/**
 * Finds for each variant of a file the one of the shop: that with its SKU, or else with its options.
 * A SKU that the file has for several variants names none of them: such a variant, as one without a
 * SKU, keeps the SKU that the shop has for its options, or gets one made of them. With
 * `areOptionsUnstated` the file has no options, and a SKU must tell; null where one does not.
 */
export function matchVariants(
  { product, key }: FoundProduct,
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
    // What has the same options is another variant if the file names that one by its SKU.
    const known = named ?? (alike && stated.has(alike.sku) ? undefined : alike);
    matches.push({ imported, optionValues, known, sku: settledSku(own, known) });
  }
  return withSkus(matches);

  function settledSku(own: string | null, known: KnownVariant | undefined): string | null {
    if (known === undefined || own === null) return known?.sku ?? own;
    const { sku, optionValues } = known;
    // A file with only one of several variants does not show that they share a SKU.
    const isMade = isMadeFrom(own, sku, { key, slug: product.slug, optionValues });
    // Imports once took the apostrophe for a part of the SKU, and there is stock under it.
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
    // Where several would be called the same, none is: which comes first must not matter.
    const wanted = new Set<string | null>();
    for (const match of unsettled) {
      if (match.sku !== null) continue;
      const readable = readableSku(subjectOf(match));
      if (readable !== null && wanted.has(readable)) taken.add(readable);
      wanted.add(readable);
    }
    return unsettled.map((match) => {
      const sku = match.sku ?? makeSku(subjectOf(match), isTaken);
      taken.add(sku);
      return { ...match, sku };
    });
  }
}
