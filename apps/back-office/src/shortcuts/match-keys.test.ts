import { expect, test } from 'vitest';
import { matchKeys } from './match-keys.ts';

const products = { keys: 'g p' };
const help = { keys: '?' };
const shortcuts = [products, { keys: 'g o' }, help];

test('A shortcut of one key is complete at once', () => {
  expect(matchKeys(shortcuts, '', '?')).toEqual({ kind: 'complete', shortcut: help });
});

test('A shortcut of two keys begins with the first and is complete with the second', () => {
  expect(matchKeys(shortcuts, '', 'g')).toEqual({ kind: 'begun', keys: 'g' });
  expect(matchKeys(shortcuts, 'g', 'p')).toEqual({ kind: 'complete', shortcut: products });
});

test('A key that does not continue what has begun counts alone', () => {
  expect(matchKeys(shortcuts, 'g', '?')).toEqual({ kind: 'complete', shortcut: help });
  expect(matchKeys(shortcuts, 'g', 'g')).toEqual({ kind: 'begun', keys: 'g' });
  expect(matchKeys(shortcuts, 'g', 'x')).toEqual({ kind: 'none' });
});

test('A page replaces a shortcut of the same key', () => {
  const ofPage = { keys: '?' };
  expect(matchKeys([...shortcuts, ofPage], '', '?')).toEqual({
    kind: 'complete',
    shortcut: ofPage,
  });
});
