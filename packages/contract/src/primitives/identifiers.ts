import { z } from 'zod';
import { MAX_UNNORMALIZED } from './text.ts';

/** Opaque identifier: compare it and send it back, but do not interpret it. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, { error: 'is not an id' });
export type Id = z.infer<typeof Id>;

/**
 * Product name in URLs: lower-case letters of any script, digits, and inner `-` or `_`. Shopify
 * calls it the handle.
 */
export const Slug = z
  .string()
  .max(MAX_UNNORMALIZED, { abort: true, error: 'must have at most 255 characters' })
  // One encoding of equal-looking text: é is one character, not e and an accent.
  .normalize('NFC')
  .min(1)
  .max(255)
  .regex(/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(?:[-_]+[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$/u, {
    error: 'must be lower-case letters and digits joined by hyphens',
  });
export type Slug = z.infer<typeof Slug>;

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

/** Absolute http(s) URL. */
export const HttpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(2048);
