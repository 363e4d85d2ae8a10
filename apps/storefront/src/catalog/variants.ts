import type { Product, Variant } from '@trastienda/shop-client';

/** The part of a product that a choice of variant depends on. */
export type Choosable = Pick<Product, 'optionNames' | 'variants'>;

/** Whether a value of an option leads to a variant, with the other values as they are chosen. */
export type ValueState = 'available' | 'sold-out' | 'missing';

const matches = (variant: Variant, values: readonly string[]) =>
  variant.optionValues.every((value, index) => value === values[index]);

/** Returns the variant that has these values, one for each option. */
export function findByValues(
  { variants }: Choosable,
  values: readonly string[],
): Variant | undefined {
  return variants.find((variant) => matches(variant, values));
}

/** Returns the variant that a page begins with: the one of its address, else the first to be had. */
export function initialVariant({ variants }: Choosable, sku: string | null): Variant | undefined {
  return (
    variants.find((variant) => variant.sku === sku) ??
    variants.find(({ isInStock }) => isInStock) ??
    variants[0]
  );
}

/** Returns the values of an option in the order of the variants. */
export function valuesOf({ variants }: Choosable, option: number): string[] {
  return Array.from(new Set(variants.flatMap(({ optionValues }) => optionValues[option] ?? [])));
}

/** Returns what choosing a value would lead to while the other options stay. */
export function stateOf(
  product: Choosable,
  { optionValues }: Variant,
  option: number,
  value: string,
): ValueState {
  const variant = findByValues(product, optionValues.with(option, value));
  if (variant === undefined) return 'missing';
  return variant.isInStock ? 'available' : 'sold-out';
}

/**
 * Returns the variant after a value was chosen. Where the other options have no such combination, the
 * variant with this value that shares most of them, and rather one that can be bought.
 */
export function choose(
  product: Choosable,
  chosen: Variant,
  option: number,
  value: string,
): Variant {
  const exact = findByValues(product, chosen.optionValues.with(option, value));
  if (exact !== undefined) return exact;
  const shared = ({ optionValues }: Variant) =>
    optionValues.filter((one, index) => one === chosen.optionValues[index]).length;
  const [best = chosen] = product.variants
    .filter(({ optionValues }) => optionValues[option] === value)
    .sort(
      (one, other) =>
        shared(other) - shared(one) || Number(other.isInStock) - Number(one.isInStock),
    );
  return best;
}
