import { Sku } from '@trastienda/shop-contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateSku, isGeneratedFrom } from './generate-sku.ts';

const none = () => false;
const subject = (
  slug: string,
  optionValues: readonly string[],
  sourceSku: string | null = null,
) => ({
  ...{ key: slug, slug, optionValues, sourceSku },
  isShared: false,
});

describe('generateSku', () => {
  test.each([
    ['classic-varsity-top', ['Small'], 'classic-varsity-top-small'],
    ['ocean-blue-shirt', [], 'ocean-blue-shirt'],
    ['tee', ['X Large', 'Navy / White'], 'tee-x-large-navy-white'],
    ['футболка', ['Größe 5'], 'футболка-größe-5'],
  ])('derives a readable SKU from %s and %j', (slug, values, sku) => {
    expect(generateSku(subject(slug, values), none)).toBe(sku);
  });

  test('starts with the SKU of the source when that SKU is not unique', () => {
    const one = subject('sophie-top', ['XS'], 'SS-2025-01');
    expect(generateSku(one, none)).toBe('SS-2025-01-xs');
    expect(generateSku({ ...one, isShared: true }, none)).toBe('SS-2025-01-sophie-top-xs');
    expect(generateSku(one, (sku) => sku === 'SS-2025-01-xs')).toMatch(
      /^SS-2025-01-xs-[0-9a-f]{8}$/,
    );
  });

  test('distinguishes option values that look the same when hyphenated', () => {
    const taken = new Set<string>();
    for (const value of ['5"', "5'", '5', '5 ', '-5']) {
      taken.add(generateSku(subject('pipe', [value]), (sku) => taken.has(sku)));
    }
    expect(taken.size).toBe(5);
  });

  test('does not depend on the order of variants once there is a clash', () => {
    const taking =
      (...skus: string[]) =>
      (sku: string) =>
        skus.includes(sku);
    const one = generateSku(subject('pipe', ['5"']), taking('pipe-5'));
    expect(generateSku(subject('pipe', ['5"']), taking('pipe-5', 'pipe-6', "pipe-5'"))).toBe(one);
  });

  test('distinguishes handles that make the same slug', () => {
    const made = ['mug™', 'mug®'].map((key) =>
      generateSku({ ...subject('mug', ['S']), key }, (sku) => sku === 'mug-s'),
    );
    expect(new Set(made).size).toBe(2);
    // SKUs that an earlier version derived from the slug are recognized too.
    const old = generateSku(subject('mug', ['S'], 'X'), (sku) => sku === 'X-s');
    expect(isGeneratedFrom('X', old, { key: 'mug™', slug: 'mug', optionValues: ['S'] })).toBe(true);
  });

  test('is a valid SKU that is not taken, the same every time, and recognized as generated', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    const sku = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 100 })
      .filter((each) => Sku.safeParse(each).data === each);
    const subjects = fc.record({
      ...{ key: text, slug: text, optionValues: fc.array(text, { maxLength: 3 }) },
      ...{ sourceSku: fc.option(sku), isShared: fc.boolean() },
    });
    fc.assert(
      fc.property(subjects, (each) => {
        const taken = new Set<string>();
        const isTaken = (made: string) => taken.has(made);
        for (let round = 0; round < 4; round++) {
          const made = generateSku(each, isTaken);
          expect(Sku.parse(made)).toBe(made);
          expect(taken.has(made)).toBe(false);
          expect(generateSku(each, isTaken)).toBe(made);
          if (each.sourceSku !== null && round < 2) {
            expect(isGeneratedFrom(each.sourceSku, made, each)).toBe(true);
          }
          taken.add(made);
        }
      }),
    );
  });
});
