import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, wordsOf } from './fold-text.ts';

describe('foldText', () => {
  test.each([
    ['Camión  ROJO', 'camion rojo'],
    ['Straße', 'strasse'],
    ['ＦＵＬＬ width', 'full width'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['a\u0000b\tc', 'a b c'],
    ['Ørsted Łódź Cœur', 'orsted lodz coeur'],
  ])('folds %j to %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe('wordsOf', () => {
  test('returns each word once, with any separators', () => {
    expect(wordsOf('Ocean-blue shirt', 'SHIRT, 100% cotton')).toEqual([
      'ocean',
      'blue',
      'shirt',
      '100',
      'cotton',
    ]);
  });

  test('keeps the letters around an apostrophe in one word', () => {
    expect(wordsOf("Women's Tee", 'l’été')).toEqual(['womens', 'tee', 'lete']);
  });

  test('finds no words in punctuation', () => {
    expect(wordsOf('!?', '—')).toEqual([]);
  });
});
