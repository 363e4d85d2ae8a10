import { Sku } from '@trastienda/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSku } from './make-sku.ts';

const none: ReadonlySet<string> = new Set();

describe('makeSku', () => {
  it.each([
    ['classic-varsity-top', ['Small'], 'classic-varsity-top-small'],
    ['ocean-blue-shirt', [], 'ocean-blue-shirt'],
    ['tee', ['X Large', 'Navy / White'], 'tee-x-large-navy-white'],
    ['футболка', ['Größe 5'], 'футболка-größe-5'],
  ])('can be read: %s %j', (handle, values, sku) => {
    expect(makeSku(handle, values, none)).toBe(sku);
  });

  it('tells apart option values that look the same once spelled with hyphens', () => {
    const taken = new Set<string>();
    for (const value of ['5"', "5'", '5', '5 ', '-5']) taken.add(makeSku('pipe', [value], taken));
    expect(taken.size).toBe(5);
  });

  it('does not depend on which other variants have been named before, once there is a clash', () => {
    const one = makeSku('pipe', ['5"'], new Set(['pipe-5']));
    expect(makeSku('pipe', ['5"'], new Set(['pipe-5', 'pipe-6', "pipe-5'"]))).toBe(one);
  });

  it('is a valid SKU, new among the taken and the same every time', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (handle, values) => {
        const taken = new Set<string>();
        for (let round = 0; round < 4; round++) {
          const sku = makeSku(handle, values, taken);
          expect(Sku.parse(sku)).toBe(sku);
          expect(taken.has(sku)).toBe(false);
          expect(makeSku(handle, values, taken)).toBe(sku);
          taken.add(sku);
        }
      }),
    );
  });
});
