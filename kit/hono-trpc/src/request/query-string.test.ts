import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readQuery } from './query-string.ts';

const PIECES = [
  ...[
    'batch=1',
    'batch=0',
    'input=',
    'input',
    '&',
    '=',
    '%',
    '%7B',
    '%22',
    '%C3%B1',
    '%FF',
    '%E2%82',
  ],
  ...[
    '%EF%BB%BF',
    '%00',
    '%2B',
    '%26',
    '+',
    '#',
    '?',
    '{',
    '"x"',
    'ñ',
    "'",
    'a',
    '1',
    ' ',
    '%2',
    '%zz',
  ],
];
const queries = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((all) => all.join(''));

/** What tRPC reads, of the query as URLs have it. */
function readOfficially(query: string) {
  const { searchParams } = new URL(`http://a/?${query}`);
  return {
    isBatch: searchParams.get('batch') === '1',
    input: searchParams.get('input') ?? undefined,
  };
}

test('A query that is read at all is read as tRPC reads it', () => {
  let read = 0;
  fc.assert(
    fc.property(queries, (query) => {
      // As it arrives: a URL escapes what it may not contain, and has no fragment in its query.
      const { search, hash } = new URL(`http://a/?${query}`);
      const ours = readQuery(`${search.slice(1)}${hash}`);
      if (ours === null) return;
      read += 1;
      expect(ours).toEqual(readOfficially(query));
    }),
    { numRuns: 5000 },
  );
  expect(read).toBeGreaterThan(500);
});

test.each([
  ['', { isBatch: false, input: undefined }],
  ['batch=1', { isBatch: true, input: undefined }],
  ['input=%7B%22x%22%3A1%7D', { isBatch: false, input: '{"x":1}' }],
  ['batch=1&input=%7B%7D', { isBatch: true, input: '{}' }],
  ['input={}&batch=1', { isBatch: true, input: '{}' }],
])('%o, as clients write it, is read', (query, expected) => {
  expect(readQuery(query)).toEqual(expected);
});

test.each([
  ...['batch=0', 'batch=1&batch=1', 'input=1&input=2', 'input=a+b', 'input=%FF', 'input=%', 'x=1'],
  ...['input=1#x', 'connectionParams=%7B%7D', 'batch=%31', '&', 'input=1&'],
])('%o is left to tRPC', (query) => {
  expect(readQuery(query)).toBeNull();
});
