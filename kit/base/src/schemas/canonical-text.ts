import { z } from 'zod';
import { lineOfText, MAX_UNNORMALIZED } from './text.ts';

/** Joiners, direction marks, soft hyphens: two codes that differ only in these look the same. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const SPACES = /[\s\u0085]+/gu;
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/u;

/**
 * Returns text in canonical spelling: composed (NFC), trimmed, without invisible characters, line
 * breaks as spaces.
 */
export function canonicalText(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(SPACES, (run) => (BREAK.test(run) ? ' ' : run))
    .trim();
}

/**
 * Schema of a code that people type: a line of up to `max` UTF-16 units, parsed to its canonical
 * spelling by `normalize`.
 */
export function codeSchema(max: number, normalize: (text: string) => string = canonicalText) {
  return z
    .string()
    .max(MAX_UNNORMALIZED, { abort: true, error: `must have at most ${max} characters` })
    .overwrite(normalize)
    .pipe(lineOfText(max));
}
