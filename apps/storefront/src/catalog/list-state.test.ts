import { describe, expect, test } from 'vitest';
import {
  canonicalQuery,
  countConditions,
  readListState,
  refine,
  showMore,
  toListInput,
  writeListState,
} from './list-state.ts';

const read = (query: string) => readListState(new URLSearchParams(query), 2);

describe('The address of the list', () => {
  test('is read and written without loss', () => {
    const query =
      '?q=camisa+lino&type=Camisas&tag=lino&tag=verano&vendor=Barro+Vivo&min=10&max=59.90&stock=1&sort=price-asc&show=48&after=abc';
    expect(writeListState(read(query), 2)).toBe(query);
  });

  test('has nothing where everything is the default', () => {
    expect(writeListState(read(''), 2)).toBe('');
    expect(writeListState(read('?q=&min=&max=&sort=&show=24'), 2)).toBe('');
  });

  test('ignores what it does not understand', () => {
    const state = read('?min=cheap&max=-3&sort=best&show=many&stock=yes&type=&other=1');
    expect(state).toEqual(read(''));
  });

  test('is bounded, whatever was typed', () => {
    const many = Array.from({ length: 50 }, (_, index) => `tag=t${index}`).join('&');
    const state = read(`?q=${'x'.repeat(500)}&show=100000&${many}&vendor=${'v'.repeat(300)}`);
    expect(state.search).toHaveLength(100);
    expect(state.shown).toBe(96);
    expect(state.tag).toHaveLength(20);
    expect(state.vendor).toEqual([]);
  });

  test('names each value once', () => {
    expect(read('?tag=lino&tag=lino').tag).toEqual(['lino']);
  });
});

describe('What the API is asked for', () => {
  test('is what the address says', () => {
    expect(toListInput(read('?q=miel&tag=regalo&min=5&stock=1&sort=newest'), 'EUR')).toEqual({
      search: 'miel',
      tag: ['regalo'],
      price: { currency: 'EUR', min: 500 },
      inStock: true,
      sort: 'newest',
      limit: 24,
    });
  });

  test('leaves the order to the API where none was chosen', () => {
    expect(toListInput(read(''), 'EUR')).toEqual({ limit: 24 });
  });

  test('is in the minor units of the currency', () => {
    const state = readListState(new URLSearchParams('?min=1500'), 0);
    expect(toListInput(state, 'JPY')).toMatchObject({ price: { min: 1500 } });
  });
});

describe('A longer list', () => {
  test('has more products on the page, then goes on after the last one', () => {
    const first = read('?tag=lino');
    const second = showMore(first, 'next');
    expect(second).toMatchObject({ shown: 48, after: null, tag: ['lino'] });
    expect(showMore(read('?show=96'), 'next')).toMatchObject({ shown: 24, after: 'next' });
  });

  test('ends where the API has no more', () => {
    expect(showMore(read(''), null)).toBeNull();
  });

  test('begins again when a filter changes', () => {
    const state = refine(read('?show=72&after=abc&tag=lino'), { tag: [] });
    expect(writeListState(state, 2)).toBe('');
  });
});

test('Conditions are counted for the button of the filters', () => {
  expect(countConditions(read('?q=miel&sort=newest'))).toBe(0);
  expect(countConditions(read('?tag=a&tag=b&type=c&min=1&max=2&stock=1'))).toBe(6);
});

test('Search engines list a page for each type and tag, and no combinations', () => {
  expect(canonicalQuery(read('?sort=newest&show=48'))).toBe('');
  expect(canonicalQuery(read('?type=Camisas&sort=newest'))).toBe('?type=Camisas');
  expect(canonicalQuery(read('?tag=verano'))).toBe('?tag=verano');
  expect(canonicalQuery(read('?tag=verano&type=Camisas'))).toBeNull();
  expect(canonicalQuery(read('?q=camisa'))).toBeNull();
  expect(canonicalQuery(read('?min=3'))).toBeNull();
});
