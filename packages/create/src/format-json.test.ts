import { expect, test } from 'vitest';
import { formatJson } from './format-json.ts';

/** Values of a list that is as long as this line of it: `"key": ["xxx"]`. */
const listOf = (width: number) => ['x'.repeat(width - '  "key": [""]'.length)];

test('Objects stand on several lines, lists on one', () => {
  expect(formatJson({ list: [1, 'a'], none: [], empty: {}, inner: { yes: true } })).toBe(
    '{\n  "list": [1, "a"],\n  "none": [],\n  "empty": {},\n  "inner": {\n    "yes": true\n  }\n}',
  );
});

test('A list breaks where it does not fit beside its key', () => {
  const [item] = listOf(100);
  expect(formatJson({ key: listOf(100) })).toBe(`{\n  "key": ["${item}"]\n}`);
  expect(formatJson({ key: listOf(101) })).toBe(`{\n  "key": [\n    "${item}x"\n  ]\n}`);
});

test('A comma after a list belongs to its line', () => {
  const [item] = listOf(100);
  expect(formatJson({ key: listOf(100), next: 1 })).toBe(
    `{\n  "key": [\n    "${item}"\n  ],\n  "next": 1\n}`,
  );
});
