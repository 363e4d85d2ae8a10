import { z } from 'zod';

/** Instant: ISO 8601 in UTC with milliseconds, as `2026-01-31T12:00:00.000Z`. */
export const Timestamp = z.iso.datetime();
export type Timestamp = z.infer<typeof Timestamp>;

/** ISO 8601 writes other years in another form, which no parser here accepts. */
const FOUR_DIGIT_YEAR = /^\d{4}-/;

/** Instant as callers write it: ISO 8601 in UTC or with an offset. Parsed to a `Timestamp`. */
export const TimestampInput = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .refine((timestamp) => FOUR_DIGIT_YEAR.test(timestamp), {
    error: 'must be of the years 0 to 9999',
  });
