import { z } from 'zod';
import { MAX_UNNORMALIZED } from './text.ts';

/** Opaque identifier: compare it and send it back, but do not interpret it. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, { error: 'is not an id' });
export type Id = z.infer<typeof Id>;

/**
 * Name in URLs: lower-case letters of any script, digits, and inner `-` or `_`.
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

/** Absolute http(s) URL. */
export const HttpUrl = z
  .url({
    protocol: /^https?$/,
    error: ({ input }) => (input === undefined ? undefined : 'must be an http or https URL'),
  })
  .max(2048);
