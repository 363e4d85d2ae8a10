/** How much of a file is parsed in one turn; what comes in larger pieces is cut. */
export const CHUNK_BYTES = 16 * 1024;

/**
 * The longest row, with everything in it. The longest description that the contract takes (512 Ki
 * UTF-16 units, at most three bytes each) fits. Counted in chunks, so some KiB more may pass.
 */
export const MAX_ROW_BYTES = 2 * 1024 * 1024;

/** Shopify's own columns are about sixty; the rest is room for metafields and markets. */
export const MAX_COLUMNS = 2000;

/** Rows of a file, blank ones too. A survey remembers every handle, which is what this bounds. */
export const MAX_FILE_ROWS = 500_000;

/** Rows of one product: the contract's 2,048 variants and 250 images, each in a row of its own. */
export const MAX_PRODUCT_ROWS = 2298;

/** Text of one product in UTF-16 units: its rows are in memory together. */
export const MAX_PRODUCT_TEXT = 8 * 1024 * 1024;

/** Text of all products whose rows are scattered: they are in memory until the file's end. */
export const MAX_SCATTERED_TEXT = 32 * 1024 * 1024;

/** Reasons given for one rejection; the others are only counted. */
export const MAX_REASONS = 50;
