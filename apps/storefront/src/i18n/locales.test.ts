import { expect, test } from 'vitest';
import { localeOfPath, localizePath, withoutLocale } from './locales.ts';
import { acceptedLocale, chosenLocale, localeCookie } from './preferred-locale.ts';

test.each([
  ['/', 'es', '/'],
  ['/products', 'es', '/products'],
  ['/english', 'es', '/english'],
  ['/en', 'en', '/'],
  ['/en/', 'en', '/'],
  ['/en/products/shirt', 'en', '/products/shirt'],
  ['/en//evil.example', 'en', '/evil.example'],
])('The path %s is in %s, and is %s without its language', (path, locale, plain) => {
  expect(localeOfPath(path)).toBe(locale);
  expect(withoutLocale(path)).toBe(plain);
});

test('Paths get the language of a page, and keep their query', () => {
  expect(localizePath('/products?tag=lino', 'es')).toBe('/products?tag=lino');
  expect(localizePath('/products?tag=lino', 'en')).toBe('/en/products?tag=lino');
  expect(localizePath('/', 'en')).toBe('/en');
  expect(localizePath('/?variant=1', 'en')).toBe('/en?variant=1');
});

test('The language of earlier pages is in a cookie', () => {
  expect(chosenLocale('a=1; locale=en; b=2')).toBe('en');
  expect(chosenLocale('locale=fr')).toBeUndefined();
  expect(chosenLocale(null)).toBeUndefined();
  expect(localeCookie('en')).toMatch(/^locale=en; Path=\/; /);
});

test('A browser names languages by weight', () => {
  expect(acceptedLocale('fr-FR, en;q=0.8, es;q=0.9')).toBe('es');
  expect(acceptedLocale('en-US,en;q=0.5')).toBe('en');
  expect(acceptedLocale('de, es;q=0')).toBeUndefined();
  expect(acceptedLocale(null)).toBeUndefined();
});
