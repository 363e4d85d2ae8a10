import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test.each([
  ['/products?tag=lino', '/products?tag=lino'],
  ['//evil.example/a', '/'],
  ['/\\evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['/%2e//evil.example', '/'],
  ['https://evil.example', '/'],
  ['/a/../b', '/b'],
  [null, '/'],
])('After a form, %s leads to %s', (value, path) => {
  expect(localPath(value)).toBe(path);
});
