/** Maximum bytes parsed before other work gets a turn; larger chunks are split. */
export const CHUNK_BYTES = 16 * 1024;

/**
 * Maximum size of a row. Fits the longest description that the contract accepts (512 Ki UTF-16
 * units, at most three bytes each). Counted in chunks, so a few KiB more may pass.
 */
export const MAX_ROW_BYTES = 2 * 1024 * 1024;

/** Maximum columns. Shopify's own are about sixty; the rest is room for metafields and markets. */
export const MAX_COLUMNS = 2000;

/** Maximum rows of a file, blank rows included. Bounds the survey, which remembers every handle. */
export const MAX_FILE_ROWS = 500_000;

/** Maximum rows of one product: the contract's 2,048 variants and 250 images, one row each. */
export const MAX_PRODUCT_ROWS = 2298;

/** Maximum text of one product in UTF-16 units, because its rows are in memory together. */
export const MAX_PRODUCT_TEXT = 8 * 1024 * 1024;

/**
 * Maximum text of all products with scattered rows, which stay in memory until the end of the file.
 */
export const MAX_SCATTERED_TEXT = 32 * 1024 * 1024;

/** Maximum reasons listed for one rejection; further reasons are only counted. */
export const MAX_REASONS = 50;
