/** What a value by which products are filtered is of. */
export type KeyKind = 'tag' | 'vendor' | 'type';

/** Bits of the conditions of a filter. */
export const CONDITIONS = { tag: 1, vendor: 2, type: 4, inStock: 8, price: 16 } as const;

/** The condition on values of a kind. */
export const CONDITION_OF: Readonly<Record<KeyKind, number>> = {
  tag: CONDITIONS.tag,
  vendor: CONDITIONS.vendor,
  type: CONDITIONS.type,
};

/** Bits of the conditions on values. */
export const VALUE_CONDITIONS = CONDITIONS.tag | CONDITIONS.vendor | CONDITIONS.type;
