import { z } from 'zod';

// Lone surrogates cannot be stored as UTF-8, and control characters do not belong into one line.
const UNSTORABLE = /[\p{Cs}]/u;
const CONTROL = /\p{Cc}/u;

/**
 * Maximum number of UTF-16 units that are normalized: sorting the accents of one letter takes time
 * that grows with the square of their number, 0.4 s for 64 KiB of them.
 */
export const MAX_UNNORMALIZED = 1024;

/** A line of text: trimmed, 1 to `max` UTF-16 units, without control characters. */
export function lineOfText(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !CONTROL.test(text) && !UNSTORABLE.test(text), {
      error: 'must be one line of well-formed text without control characters',
    });
}

/** Like `lineOfText`, or null: absent and blank text become null. */
export function optionalLine(max: number) {
  return z
    .string()
    .nullable()
    .default(null)
    .transform((text) => (text === null || text.trim() === '' ? null : text))
    .pipe(lineOfText(max).nullable());
}

/** In bad cases the time to parse HTML grows with the square of its tags. */
const MAX_TAGS_IN_HTML = 10_000;

/** HTML as written, not sanitized: up to `max` UTF-16 units and 10,000 tags. */
export function htmlText(max: number) {
  return longText(max).refine((html) => html.split('<').length <= MAX_TAGS_IN_HTML, {
    error: `must have fewer than ${MAX_TAGS_IN_HTML} tags`,
  });
}

/** Lines of text: trimmed, 1 to `max` UTF-16 units, line breaks as `\n`, no other control characters. */
export function textBlock(max: number) {
  return z
    .string()
    .max(2 * max, { abort: true, error: `must have at most ${max} characters` })
    .overwrite((text) => text.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .refine((text) => !CONTROL.test(text.replaceAll(/[\n\t]/g, '')) && !UNSTORABLE.test(text), {
          error: 'must be well-formed text without control characters',
        }),
    );
}

/** Multi-line text of up to `max` UTF-16 units. */
function longText(max: number) {
  return z
    .string()
    .max(max)
    .refine((text) => !text.includes('\0') && !UNSTORABLE.test(text), {
      error: 'must be well-formed text without NUL',
    });
}
