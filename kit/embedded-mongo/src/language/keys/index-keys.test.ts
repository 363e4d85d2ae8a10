import { expect, describe as group, test } from 'vitest';
import { compileFilter } from '../filters/matcher.ts';
import { errorCode } from '../testing/error-code.ts';
import { extractIndexKeys } from './index-keys.ts';

group('index keys', () => {
  test('of a scalar are one key, of a missing field null', () => {
    expect(extractIndexKeys({ a: 1 }, { a: 1 }).keys).toEqual([[1]]);
    expect(extractIndexKeys({}, { a: 1 }).keys).toEqual([[null]]);
    expect(extractIndexKeys({ b: 2 }, { a: 1, b: 1 }).keys).toEqual([[null, 2]]);
  });

  test('of an array are its distinct elements', () => {
    const keys = extractIndexKeys({ a: [2, 1, 2] }, { a: 1 });
    expect(keys.keys).toEqual([[1], [2]]);
    expect(keys.isMultikey).toBe(true);
    expect(keys.multikeyPaths).toEqual(['a']);
  });

  test('of an empty array are undefined, of an array in an array that array', () => {
    expect(extractIndexKeys({ a: [] }, { a: 1 }).keys).toEqual([[undefined]]);
    expect(extractIndexKeys({ a: [[1, 2]] }, { a: 1 }).keys).toEqual([[[1, 2]]]);
  });

  test('of documents in an array combine the fields of one document', () => {
    const doc = { a: [{ x: 1, y: 2 }, { x: 3 }] };
    expect(extractIndexKeys(doc, { 'a.x': 1, 'a.y': 1 }).keys).toEqual([
      [1, 2],
      [3, null],
    ]);
  });

  test('of nested arrays are every element', () => {
    expect(extractIndexKeys({ a: [{ b: [1, 2] }, { b: 3 }] }, { 'a.b': 1 }).keys).toEqual([
      [1],
      [2],
      [3],
    ]);
  });

  test('cannot contain two arrays (171)', () => {
    expect(errorCode(() => extractIndexKeys({ a: [1], b: [2] }, { a: 1, b: 1 }))).toBe(171);
  });

  test('of a sparse index are none when every field is missing', () => {
    expect(extractIndexKeys({ b: 1 }, { a: 1 }, { sparse: true }).keys).toEqual([]);
    expect(extractIndexKeys({ a: null }, { a: 1 }, { sparse: true }).keys).toEqual([[null]]);
    expect(extractIndexKeys({ b: 1 }, { a: 1, b: 1 }, { sparse: true }).keys).toEqual([[null, 1]]);
    expect(extractIndexKeys({ c: 1 }, { a: 1, b: 1 }, { sparse: true }).keys).toEqual([]);
  });

  test('of a partial index are none when its filter does not match', () => {
    const partialFilter = compileFilter({ n: { $gt: 5 } });
    expect(extractIndexKeys({ a: 1, n: 6 }, { a: 1 }, { partialFilter }).keys).toEqual([[1]]);
    expect(extractIndexKeys({ a: 1, n: 5 }, { a: 1 }, { partialFilter }).keys).toEqual([]);
  });

  test('on an array position are not expanded', () => {
    const keys = extractIndexKeys({ a: [{ b: 1 }, { b: 2 }] }, { 'a.0.b': 1 });
    expect(keys.keys).toEqual([[1]]);
    expect(keys.isMultikey).toBe(false);
  });
});
