import type { ProductValues, VariantValues } from './product-values.ts';

/** The options of a product and the variants that combine their values. */
export type Matrix = Pick<ProductValues, 'optionNames' | 'variants'>;

/** Returns the values of an option in the order in which the variants have them. */
export function valuesOfOption({ variants }: Matrix, option: number): readonly string[] {
  return [...new Set(variants.map(({ optionValues }) => optionValues[option] ?? ''))];
}

const keyOf = (values: readonly string[]) => JSON.stringify(values);

/** Returns the variants without those whose combination an earlier one has. */
function withoutTwins(variants: readonly VariantValues[]): VariantValues[] {
  const seen = new Set<string>();
  return variants.filter(({ optionValues }) => {
    const key = keyOf(optionValues);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Proposes a SKU for a combination: that of the variant it is made from, with its value. */
function proposeSku(from: string, value: string, taken: ReadonlySet<string>): string {
  const suffix = value
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  const proposed = from === '' || suffix === '' ? '' : `${from}-${suffix}`;
  return taken.has(proposed) ? '' : proposed;
}

/** Adds an option. Existing variants have its first value. */
export function addOption({ optionNames, variants }: Matrix, name: string, value: string): Matrix {
  return {
    optionNames: [...optionNames, name],
    variants: variants.map((variant) => ({
      ...variant,
      optionValues: [...variant.optionValues, value],
    })),
  };
}

/** Removes an option. Of the variants that differ in it alone, the first stays. */
export function removeOption({ optionNames, variants }: Matrix, option: number): Matrix {
  const without = <Item>(items: readonly Item[]) => items.filter((_, index) => index !== option);
  return {
    optionNames: without(optionNames),
    variants: withoutTwins(
      variants.map((variant) => ({ ...variant, optionValues: without(variant.optionValues) })),
    ),
  };
}

export function renameOption(matrix: Matrix, option: number, name: string): Matrix {
  return { ...matrix, optionNames: matrix.optionNames.with(option, name) };
}

/**
 * Adds a value of an option: a new variant for each combination of the other options, with the prices
 * and properties of the variant that has the option's first value.
 */
export function addValue(matrix: Matrix, option: number, value: string): Matrix {
  const [first] = valuesOfOption(matrix, option);
  const { optionNames, variants } = matrix;
  if (first === undefined || valuesOfOption(matrix, option).includes(value)) return matrix;
  const taken = new Set(variants.map(({ sku }) => sku));
  const added = variants
    .filter(({ optionValues }) => optionValues[option] === first)
    .map((variant): VariantValues => {
      const sku = proposeSku(variant.sku, value, taken);
      taken.add(sku);
      return {
        ...variant,
        sku,
        barcode: null,
        optionValues: variant.optionValues.with(option, value),
        inventory: { ...variant.inventory, quantity: 0 },
      };
    });
  return { optionNames, variants: [...variants, ...added] };
}

/** Removes a value of an option with all its variants; the last value stays. */
export function removeValue(matrix: Matrix, option: number, value: string): Matrix {
  const variants = matrix.variants.filter(({ optionValues }) => optionValues[option] !== value);
  return variants.length === 0 ? matrix : { ...matrix, variants };
}
