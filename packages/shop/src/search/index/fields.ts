/** Where a word of a search is found in a product, the most relevant first: bits of a posting. */
export const FIELDS = ['title', 'code', 'option', 'vendor', 'tag', 'type', 'description'] as const;
export type Field = (typeof FIELDS)[number];

export const bitOf = (field: Field): number => 1 << FIELDS.indexOf(field);

/** Bits of a posting that say in which fields a product has the word. */
export const FIELD_BITS = 8;
export const FIELD_MASK = (1 << FIELD_BITS) - 1;

const BEGINNING = 1;
const TYPO = 2 * FIELDS.length;

/**
 * Level of a word in a product: 0 is best. Each field has one for the whole word and one for its
 * beginning; after all of these come those of misspelled words.
 */
export const MAX_LEVEL = 2 * TYPO;
/** Level of a word that a product does not have. */
export const NO_LEVEL = 255;

/** Level of the best field of a posting; those of its beginning and of a typo are offsets. */
export const LEVEL_OF_MASK: Uint8Array = Uint8Array.from({ length: FIELD_MASK + 1 }, (_, mask) =>
  mask === 0 ? NO_LEVEL : 2 * (31 - Math.clz32(mask & -mask)),
);

/** Levels by which a beginning, and a typo, are worse than the whole word. */
export const OFFSETS = { whole: 0, beginning: BEGINNING, typo: TYPO } as const;

/** Level of a whole SKU or barcode. */
export const CODE_LEVEL = LEVEL_OF_MASK[bitOf('code')] ?? 0;
