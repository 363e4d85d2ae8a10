import { expect, describe as group, test } from 'vitest';
import type { Document } from '../../bson/document.ts';
import { getField, setField } from './fields.ts';
import { valuesAtPath } from './paths.ts';

group('the values of distinct', () => {
  test.each<[string, Document, string, unknown[]]>([
    ['are a scalar', { a: 1 }, 'a', [1]],
    ['are the elements of an array', { a: [1, [2], 1] }, 'a', [1, [2], 1]],
    ['are none for a missing field', { b: 1 }, 'a', []],
    ['hold null', { a: null }, 'a', [null]],
    ['go through arrays of documents', { a: [{ b: 1 }, { b: [2, 3] }, 4] }, 'a.b', [1, 2, 3]],
    ['take a place in an array', { a: [{ b: 1 }, { b: 2 }] }, 'a.1.b', [2]],
  ])('%s', (_, doc, path, values) => {
    expect(valuesAtPath(doc, path)).toEqual(values);
  });
});

group('a field', () => {
  test("contains only the document's own fields", () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      const doc: Document = {};
      expect(getField(doc, name)).toBeUndefined();
      setField(doc, name, 5);
      expect(getField(doc, name)).toBe(5);
      expect(Object.getPrototypeOf(doc)).toBe(Object.prototype);
    }
  });
});
