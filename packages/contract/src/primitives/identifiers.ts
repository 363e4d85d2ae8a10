import { z } from 'zod';
import { lineOfText, MAX_UNNORMALIZED } from './text.ts';

/** An opaque identifier: compare it, send it back, read nothing into it. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, { error: 'is not an id' });
export type Id = z.infer<typeof Id>;

/**
 * The name of a product in URLs: lower-case letters of any script, digits, and inner `-` or `_`.
 * Shopify calls it the handle.
 */
export const Slug = z
  .string()
  .max(MAX_UNNORMALIZED, { abort: true, error: 'must have at most 255 characters' })
  // One spelling of what looks the same: é is one character, not e and an accent.
  .normalize('NFC')
  .min(1)
  .max(255)
  .regex(/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(?:[-_]+[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$/u, {
    error: 'must be lower-case letters and digits joined by hyphens',
  });
export type Slug = z.infer<typeof Slug>;

/** Stock keeping unit: what stock is counted by, unique in the shop. */
export const Sku = lineOfText(255);
export type Sku = z.infer<typeof Sku>;

/** An instant: ISO 8601 in UTC with milliseconds, as `2026-01-31T12:00:00.000Z`. */
export const Timestamp = z.iso.datetime();
export type Timestamp = z.infer<typeof Timestamp>;

/** An absolute http(s) URL. */
export const HttpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(2048);
