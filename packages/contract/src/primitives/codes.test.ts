import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DiscountCode, normalizeDiscountCode, normalizeSku, Sku } from './codes.ts';

/**
 * Letters, marks, cases and invisible characters: the differences between two spellings of one
 * code.
 */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(
      ...'aEeéÉßŉǰΐᾳςΣıİﬁ가\u0301\u0308\u0345\u200b\u200d\u00ad\ufeff\u034f \n\t',
    ),
    maxLength: 20,
  }),
);
const normalizers = fc.constantFrom(normalizeSku, normalizeDiscountCode);
const invisible = fc.constantFrom(
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u200e',
);

describe('the canonical spelling of a code', () => {
  test('is its own canonical spelling', () => {
    fc.assert(
      fc.property(text, normalizers, (typed, normalize) => {
        expect(normalize(normalize(typed))).toBe(normalize(typed));
      }),
      { numRuns: 2000 },
    );
  });

  test('is the same whatever the Unicode form and the invisible characters', () => {
    const forms = fc.constantFrom('NFC', 'NFD');
    fc.assert(
      fc.property(text, forms, invisible, normalizers, (typed, form, character, normalize) => {
        const spelled = Array.from(typed).join(character).normalize(form);
        expect(normalize(spelled)).toBe(normalize(typed));
      }),
      { numRuns: 2000 },
    );
  });

  test('of a discount code does not depend on case', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aZéÉñçøß9-'), maxLength: 20 });
    fc.assert(
      fc.property(letters, (code) => {
        const one = normalizeDiscountCode(code);
        expect(normalizeDiscountCode(code.toUpperCase())).toBe(one);
        expect(normalizeDiscountCode(code.toLowerCase())).toBe(one);
      }),
    );
  });

  test('is what schemas return', () => {
    expect(DiscountCode.parse('E\u0301TE\u030120')).toBe('ÉTÉ20');
    expect(DiscountCode.parse(' e\u0301t\u200bé20\ufeff')).toBe('ÉTÉ20');
    expect(Sku.parse('Cafe\u0301\u200b-1')).toBe('Café-1');
    expect(Sku.parse('TEE \r\n M\tred')).toBe('TEE M red');
    expect(Sku.parse('a  b')).toBe('a  b');
  });

  test('must be neither empty nor too long, not counting invisible characters', () => {
    for (const typed of ['', ' \n', '\u200b', '\u00ad \ufeff']) {
      expect(Sku.safeParse(typed).success).toBe(false);
      expect(DiscountCode.safeParse(typed).success).toBe(false);
    }
    expect(Sku.safeParse('a\u200b'.repeat(255)).success).toBe(true);
    expect(Sku.safeParse('a'.repeat(256)).success).toBe(false);
    expect(DiscountCode.safeParse('ß'.repeat(33)).success).toBe(false);
    expect(Sku.safeParse('a\u0000b').success).toBe(false);
    expect(Sku.safeParse('\u200b'.repeat(1e6)).error?.issues).toMatchObject([{ code: 'too_big' }]);
  });
});
