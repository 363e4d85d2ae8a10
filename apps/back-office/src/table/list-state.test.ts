import { describe, expect, test } from 'vitest';
import { choiceFilter, flagFilter, listFilter, textFilter } from './list-filters.ts';
import {
  defineList,
  formatListState,
  parseListState,
  plainListState,
  withFilter,
} from './list-state.ts';

const LIST = defineList({
  id: 'things',
  filters: {
    search: textFilter(),
    status: choiceFilter(['active', 'draft']),
    tag: listFilter(),
    isLow: flagFilter(),
  },
  sorts: ['title', 'newest'],
});

const parse = (query: string) => parseListState(LIST, new URLSearchParams(query));

describe('The state of a list', () => {
  test('is read from the address and written back the same', () => {
    const query =
      'search=lino+azul&status=draft&tag=Summer&tag=Men%27s+%26+more&isLow=1&sort=newest&cursor=abc';
    const state = parse(query);
    expect(state).toEqual({
      filters: {
        search: 'lino azul',
        status: 'draft',
        tag: ['Summer', "Men's & more"],
        isLow: true,
      },
      sort: 'newest',
      cursor: 'abc',
    });
    expect(parse(formatListState(LIST, state))).toEqual(state);
  });

  test('has the default sort and no filters without a query, and is written as nothing', () => {
    expect(parse('')).toEqual({ filters: {}, sort: 'title', cursor: undefined });
    expect(formatListState(LIST, parse('sort=title'))).toBe('');
  });

  test('leaves out what the list does not understand', () => {
    expect(parse('status=burned&isLow=yes&search=+&tag=&sort=price&color=red').filters).toEqual({});
  });

  test('is written in one order, so that equal views are equal texts', () => {
    const written = formatListState(LIST, parse('tag=b&sort=newest&search=x'));
    expect(written).toBe(formatListState(LIST, parse('search=x&tag=b&sort=newest')));
    expect(written).toBe('search=x&tag=b&sort=newest');
  });

  test('is plain with what it lists alone, in the default order', () => {
    const prices = defineList({
      id: 'prices',
      filters: { currency: choiceFilter(['EUR', 'USD']), search: textFilter() },
      subjects: ['currency'],
      sorts: ['sku', 'newest'],
    });
    const plainOf = (query: string) => {
      const state = parseListState(prices, new URLSearchParams(query));
      return formatListState(prices, plainListState(prices, state));
    };
    expect(plainOf('currency=USD')).toBe('currency=USD');
    expect(plainOf('currency=USD&search=x&sort=newest&cursor=abc')).toBe('currency=USD');
    expect(plainOf('search=x')).toBe('');
    expect(formatListState(LIST, plainListState(LIST, parse('search=x&sort=newest')))).toBe('');
  });

  test('goes back to the first page when a filter changes', () => {
    const state = withFilter(parse('search=x&cursor=abc'), 'status', 'draft');
    expect(formatListState(LIST, state)).toBe('search=x&status=draft');
    expect(formatListState(LIST, withFilter(state, 'search', undefined))).toBe('status=draft');
  });
});
