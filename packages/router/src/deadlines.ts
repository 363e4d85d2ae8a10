/** Imports of a CSV: 32 MiB are read and written in batches. */
export const IMPORT_DEADLINE_MS = 10 * 60_000;

/** An image is sent in up to two minutes, waits for those before it, and is decoded once for each version. */
export const MEDIA_DEADLINE_MS = 5 * 60_000;

/** Calls that wait for the payment provider: three attempts of 20 seconds, and what is around them. */
export const PROVIDER_DEADLINE_MS = 90_000;

/** A report sums the rows of up to 800 days. */
export const REPORT_DEADLINE_MS = 45_000;
