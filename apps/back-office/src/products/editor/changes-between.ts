import type { ProductChanges } from '../bulk-changes.ts';
import { isEqual } from './is-equal.ts';
import { MERGED_FIELDS } from './merge-product.ts';
import type { ProductValues } from './product-values.ts';

/** Returns the fields that differ; options and variants go together. Null when none does. */
export function changesBetween(from: ProductValues, to: ProductValues): ProductChanges | null {
  const fields = MERGED_FIELDS.filter((field) => !isEqual(from[field], to[field]));
  // Each value belongs to its own field.
  const changes = Object.fromEntries(fields.map((field) => [field, to[field]])) as ProductChanges;
  const { optionNames, variants } = to;
  const isMatrixEqual = isEqual(
    { optionNames: from.optionNames, variants: from.variants },
    { optionNames, variants },
  );
  if (isMatrixEqual) return fields.length === 0 ? null : changes;
  return { ...changes, optionNames, variants };
}
