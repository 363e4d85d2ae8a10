import { expect, test } from 'vitest';
import { canonicalInput } from './canonical-input.ts';

test.each([
  [{ b: 1, a: { d: [{ z: 1, y: 2 }], c: null } }, '{"a":{"c":null,"d":[{"y":2,"z":1}]},"b":1}'],
  [{ b: undefined, a: undefined }, '{}'],
  [[3, 1, 2], '[3,1,2]'],
  [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
  ['text', '"text"'],
  [null, 'null'],
  [undefined, undefined],
])('The input %j is sent as %s', (input, text) => {
  expect(JSON.stringify(canonicalInput(input))).toBe(text);
});
