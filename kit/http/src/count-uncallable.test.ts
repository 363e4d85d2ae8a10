import { expect, test } from 'vitest';
import { countUncallable } from './count-uncallable.ts';

const META = {
  ...{ access: 'public', recent: false, summary: '', description: null, errors: [] },
  ...{ idempotency: null, cost: 1, limits: [], deadline: 15_000, takesForm: false, http: null },
  ...{ hasTags: false, session: null, cache: null, isResumable: false },
};

const TYPES = new Map([
  ['notes.list', 'query'],
  ['notes.get', 'query'],
  ['auth.signIn', 'mutation'],
] as const);

function findProcedure(path: string) {
  const type = [...TYPES].find(([name]) => name === path)?.[1];
  return type === undefined ? null : { type, meta: META };
}

test.each([
  ['GET', ['notes.list'], 0],
  ['POST', ['auth.signIn'], 0],
  ['GET', ['notes.list', 'notes.get'], 0],
  ['GET', ['notes.list,notes.get'], 1],
  ['GET', ['no.such'], 1],
  ['GET', [''], 1],
  ['GET', ['toString'], 1],
  ['GET', ['__proto__'], 1],
  ['GET', ['notes'], 1],
  ['GET', ['auth.signIn'], 1],
  ['POST', ['notes.list'], 1],
  ['PUT', ['notes.list'], 1],
  ['HEAD', ['notes.list'], 1],
  ['GET', ['notes.list', 'no.such', 'auth.signIn'], 2],
  ['GET', ['a', 'b', 'c', 'd'], 4],
])('A %s of %j has %i calls that no procedure sees', (method, paths, count) => {
  expect(countUncallable(findProcedure, method, paths)).toBe(count);
});
