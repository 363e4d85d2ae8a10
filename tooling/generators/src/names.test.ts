import { describe, expect, test } from 'vitest';
import { domainNamesOf } from './domain-names.ts';
import { nameOf, pluralOf, toKebab, withArticle, withCapitalArticle } from './names.ts';

describe('A name', () => {
  test('has every form in which code writes it', () => {
    expect(nameOf('gift-card', 'domain')).toEqual({
      kebab: 'gift-card',
      camel: 'giftCard',
      pascal: 'GiftCard',
      constant: 'GIFT_CARD',
      words: 'gift card',
      sentence: 'Gift card',
    });
  });

  test.each([
    '',
    'Poll',
    'gift_card',
    'gift--card',
    '-poll',
    'poll-',
    '2nd',
    'gift-2',
    'a'.repeat(41),
  ])('%j is refused, because it is not in kebab case or too long', (name) => {
    expect(() => nameOf(name, 'domain')).toThrow('is not in kebab case');
  });

  test.each(['class', 'new', 'delete', 'then', 'import'])('%s is refused as reserved', (name) => {
    expect(() => nameOf(name, 'procedure')).toThrow('is a reserved word');
  });

  test('is read from camel case', () => {
    expect(['closeEarly', 'PriceList', 'APIKey', 'poll'].map(toKebab)).toEqual([
      'close-early',
      'price-list',
      'api-key',
      'poll',
    ]);
  });

  test('has the article that its first sound needs', () => {
    const articles = ['poll', 'upload', 'user', 'unit'].map((name) =>
      withArticle(nameOf(name, 'domain')),
    );
    expect(articles).toEqual(['a poll', 'an upload', 'a user', 'a unit']);
    expect(withCapitalArticle(nameOf('invoice-line', 'domain'))).toBe('An invoice line');
  });
});

describe('The names of a domain', () => {
  test('have a regular plural, or the given one', () => {
    expect(['poll', 'category', 'day', 'address', 'box'].map(pluralOf)).toEqual([
      'polls',
      'categories',
      'days',
      'addresses',
      'boxes',
    ]);
    expect(domainNamesOf('person', 'people').many.camel).toBe('people');
  });

  test('are refused when both are the same', () => {
    expect(() => domainNamesOf('sheep', 'sheep')).toThrow('must differ');
  });
});
