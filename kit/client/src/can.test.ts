import { expect, test } from 'vitest';
import { can } from './can.ts';

const account: { permissions: ('notes:read' | 'notes:write')[] } = { permissions: ['notes:read'] };

test('An account can do what its permissions say, and a visitor nothing', () => {
  expect([can(account, 'notes:read'), can(account, 'notes:write')]).toEqual([true, false]);
  expect([can(null, 'notes:read'), can(undefined, 'notes:read')]).toEqual([false, false]);
  // @ts-expect-error: a permission that the server does not have.
  expect(can(account, 'notes:burn')).toBe(false);
});
