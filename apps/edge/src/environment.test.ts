import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

test('Bindings are parsed', () => {
  const { origin, pageOrigins } = readEnvironment({
    ORIGIN: 'https://api.shop.example/',
    PAGE_ORIGINS: 'https://shop.example, http://localhost:5173',
  });
  expect(origin).toBe('https://api.shop.example');
  expect([...pageOrigins]).toEqual(['https://shop.example', 'http://localhost:5173']);
});

test('A binding that is missing or wrong is named', () => {
  expect(() => readEnvironment({})).toThrow('ORIGIN');
  expect(() => readEnvironment({ ORIGIN: 'https://a.example', PAGE_ORIGINS: 'shop' })).toThrow(
    'PAGE_ORIGINS',
  );
});
