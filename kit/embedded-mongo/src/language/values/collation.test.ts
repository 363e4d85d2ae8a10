import { expect, describe as group, test } from 'vitest';
import { compileFilter } from '../filters/matcher.ts';
import { encodeKey, encodeLossyKey } from '../keys/key-encoding.ts';
import { errorCode } from '../testing/error-code.ts';
import { createCollation } from './collation.ts';
import { compareValues, valuesEqual } from './compare.ts';

group('a collation', () => {
  const insensitive = createCollation({ locale: 'en', strength: 2 });

  test('of strength 2 ignores case and distinguishes accents', () => {
    expect(valuesEqual('Ab', 'aB', insensitive)).toBe(true);
    expect(valuesEqual('a', 'á', insensitive)).toBe(false);
  });

  test('of strength 1 ignores both', () => {
    expect(valuesEqual('A', 'á', createCollation({ locale: 'en', strength: 1 }))).toBe(true);
  });

  test('of strength 3 distinguishes both', () => {
    expect(valuesEqual('a', 'A', createCollation({ locale: 'en' }))).toBe(false);
  });

  test('applies inside documents and arrays', () => {
    expect(valuesEqual([{ a: 'X' }], [{ a: 'x' }], insensitive)).toBe(true);
  });

  test('applies to filters', () => {
    const filter = compileFilter({ a: { $in: ['X', 5] } }, { collation: insensitive });
    expect(filter.matches({ a: 'x' })).toBe(true);
    expect(filter.matches({ a: 'y' })).toBe(false);
    expect(filter.matches({ a: 5 })).toBe(true);
  });

  test('encodes equal strings to the same key and marks the key as lossy', () => {
    expect(encodeKey(['Straße'], [1], insensitive)).toEqual(
      encodeKey(['STRASSE'], [1], insensitive),
    );
    expect(encodeLossyKey(['a'], [1], insensitive).isLossy).toBe(true);
    expect(encodeLossyKey([5], [1], insensitive).isLossy).toBe(false);
  });

  test('with the locale simple means none', () => {
    expect(createCollation({ locale: 'simple' })).toBeUndefined();
    expect(compareValues('a', 'B', createCollation({ locale: 'simple' }))).toBe(1);
  });

  test.each([
    [{}, 40414],
    [{ locale: 'xx_nowhere' }, 2],
    [{ locale: 'en', strength: 9 }, 2],
    [{ locale: 'en', foo: 1 }, 40415],
    [{ locale: 'en', strength: 4 }, 115],
    [{ locale: 'en', alternate: 'shifted' }, 115],
    [{ locale: 'fr', backwards: true }, 115],
    [{ locale: 'fr_CA' }, 115],
  ])('%j is refused (%i)', (spec, code) => {
    expect(errorCode(() => createCollation(spec))).toBe(code);
  });

  test('never encodes characters differently that are equal', () => {
    for (const strength of [1, 2, 3]) {
      const collation = createCollation({ locale: 'en', strength });
      const letters: string[] = [];
      for (let code = 0x20; code < 0x2000; code += 1) {
        const letter = String.fromCharCode(code);
        if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(letter)) letters.push(letter);
      }
      letters.sort((a, b) => collation?.compareStrings(a, b) ?? 0);
      const apart = letters.filter((letter, i) => {
        const previous = letters[i - 1];
        if (previous === undefined || collation?.compareStrings(letter, previous) !== 0)
          return false;
        return collation.foldString(letter) !== collation.foldString(previous);
      });
      expect(apart).toEqual([]);
    }
  });
});
