import { z } from 'zod';

// Lone surrogates cannot be stored as UTF-8, and control characters have no place in one line.
const UNSTORABLE = /[\p{Cs}]/u;
const CONTROL = /\p{Cc}/u;

/** One line of text: trimmed, 1 to `max` UTF-16 units, without control characters. */
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

/** Text of any number of lines, up to `max` UTF-16 units. */
export function longText(max: number) {
  return z
    .string()
    .max(max)
    .refine((text) => !text.includes('\0') && !UNSTORABLE.test(text), {
      error: 'must be well-formed text without NUL',
    });
}
