import { Slug } from '@trastienda/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handleKey } from '../../base/csv/handle-key.ts';
import { distinctSlug, slugOfHandle } from './slug-of-handle.ts';

const slugOf = (handle: string) => slugOfHandle(handleKey(handle));

describe('slugOfHandle', () => {
  test.each([
    ['linen-shirt', 'linen-shirt'],
    ['a--b_c', 'a--b_c'],
    ['シャツ-ブルー', 'シャツ-ブルー'],
    [' Linen-Shirt ', 'linen-shirt'],
    ['acme™-mug', 'acme-mug'],
    ['new-era®-pom-pom', 'new-era-pom-pom'],
    ['acme™mug', 'acme-mug'],
    ['mug-❤️', 'mug'],
    ['👩‍👩‍👧-card-1️⃣', 'card-1'],
    ['caf\u00e9-au-lait!', 'café-au-lait'],
    ['no spaces', 'no-spaces'],
    ['-shirt-', 'shirt'],
  ])('%s is %s', (handle, slug) => {
    expect(slugOf(handle)).toBe(slug);
  });

  test('is a digest when no character is left', () => {
    expect(slugOf('🎁🎁')).toMatch(/^product-[0-9a-f]{8}$/);
    expect(slugOf('🎁🎁')).not.toBe(slugOf('🎁'));
  });

  test('is a valid slug for any handle, and the handle itself when that is a slug', () => {
    const handle = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 255 });
    fc.assert(
      fc.property(handle.map(handleKey), (key) => {
        const slug = slugOfHandle(key);
        expect(Slug.parse(slug)).toBe(slug);
        if (Slug.safeParse(key).success) expect(slug).toBe(key);
        const distinct = distinctSlug(key);
        expect(Slug.parse(distinct)).toBe(distinct);
        expect(distinct).not.toBe(slug);
        expect([slugOfHandle(key), distinctSlug(key)]).toEqual([slug, distinct]);
      }),
      { numRuns: 500 },
    );
  });
});
