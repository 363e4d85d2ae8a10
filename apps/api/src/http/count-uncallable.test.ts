import { expect, test } from 'vitest';
import { countUncallable } from './count-uncallable.ts';

test.each([
  ['GET', 'catalog.list', false, 0],
  ['POST', 'auth.signIn', false, 0],
  ['GET', 'catalog.list,catalog.get', true, 0],
  ['GET', 'catalog.list%2Ccatalog.get', true, 0],
  ['GET', 'catalog.list,catalog.get', false, 1],
  ['GET', 'no.such', false, 1],
  ['GET', '', false, 1],
  ['GET', 'toString', false, 1],
  ['GET', '__proto__', false, 1],
  ['GET', 'catalog', false, 1],
  ['GET', 'auth.signIn', false, 1],
  ['POST', 'catalog.list', false, 1],
  ['PUT', 'catalog.list', false, 1],
  ['HEAD', 'catalog.list', false, 1],
  ['GET', 'catalog.list,no.such,auth.signIn', true, 2],
  ['GET', 'a,b,c,d', true, 4],
  ['GET', 'a,b,c,d,e', true, 0],
  ['GET', '%E0%A4%A', false, 0],
])('%s %s (batch: %s) has %i calls that no procedure sees', (method, path, isBatch, count) => {
  expect(countUncallable({ method, path, isBatch, maxBatch: 4 })).toBe(count);
});
