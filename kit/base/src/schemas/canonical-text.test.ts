import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, codeSchema } from './canonical-text.ts';

describe('the canonical spelling of a text', () => {
  test('is its own canonical spelling, whatever the Unicode form', () => {
    const forms = fc.constantFrom('NFC', 'NFD');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), forms, (text, form) => {
        const canonical = canonicalText(text);
        expect(canonicalText(canonical)).toBe(canonical);
        expect(canonicalText(text.normalize(form))).toBe(canonical);
      }),
      { numRuns: 2000 },
    );
  });

  test('is what a code is parsed to, by its own rule if it has one', () => {
    expect(codeSchema(10).parse(' cafe\u0301\u200b-1\n')).toBe('café-1');
    const inCapitals = codeSchema(10, (text) => canonicalText(text).toUpperCase());
    expect(inCapitals.parse('a \t b')).toBe('A B');
    expect(codeSchema(3).safeParse('abcd').success).toBe(false);
    expect(codeSchema(3).safeParse('\u200b').success).toBe(false);
  });
});
