import { expect, test } from 'vitest';
import { countUncallable } from './count-uncallable.ts';

test.each([
  ['GET', ['catalog.list'], 0],
  ['POST', ['auth.signIn'], 0],
  ['GET', ['catalog.list', 'catalog.get'], 0],
  ['GET', ['catalog.list,catalog.get'], 1],
  ['GET', ['no.such'], 1],
  ['GET', [''], 1],
  ['GET', ['toString'], 1],
  ['GET', ['__proto__'], 1],
  ['GET', ['catalog'], 1],
  ['GET', ['auth.signIn'], 1],
  ['POST', ['catalog.list'], 1],
  ['PUT', ['catalog.list'], 1],
  ['HEAD', ['catalog.list'], 1],
  ['GET', ['catalog.list', 'no.such', 'auth.signIn'], 2],
  ['GET', ['a', 'b', 'c', 'd'], 4],
])('A %s of %j has %i calls that no procedure sees', (method, paths, count) => {
  expect(countUncallable(method, paths)).toBe(count);
});
