import { expect, test } from 'vitest';
import { breakablePieces } from './breakable-pieces.ts';

const textsOf = (address: string) => breakablePieces(address).map(({ text }) => text);

test('an address may break behind the segments of its path and of its query', () => {
  expect(textsOf('https://shop.example.com/hooks/warehouse?site=2&kind=all')).toEqual([
    'https://shop.example.com/',
    'hooks/',
    'warehouse?',
    'site=',
    '2&',
    'kind=',
    'all',
  ]);
});

test('an email address may break before its domain', () => {
  expect(textsOf('marta.soler@example.com')).toEqual(['marta.soler', '@example.com']);
});

test('an address without a path stays in one piece', () => {
  expect(breakablePieces('https://shop.example.com')).toEqual([
    { at: 0, text: 'https://shop.example.com' },
  ]);
});
