import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { defineRoles } from './define-roles.ts';

const roles = defineRoles({
  permissions: ['notes:read', 'notes:delete'],
  roles: { member: ['notes:read'], admin: ['notes:read', 'notes:delete'] },
});

test('roles and permissions keep the order of their declaration', () => {
  expect(roles.roles).toEqual(['member', 'admin']);
  expect(roles.permissions).toEqual(['notes:read', 'notes:delete']);
  expect(roles.rolePermissions.member).toEqual(['notes:read']);
});

test('schemas parse the declared names only, and have their types', () => {
  expect(roles.Role.parse('admin')).toBe('admin');
  expect(roles.Role.safeParse('owner').success).toBe(false);
  expect(roles.Permission.safeParse('notes:write').success).toBe(false);
  expectTypeOf<z.infer<typeof roles.Role>>().toEqualTypeOf<'member' | 'admin'>();
  expectTypeOf<z.infer<typeof roles.Permission>>().toEqualTypeOf<'notes:read' | 'notes:delete'>();
});

test('the operator holds every permission', () => {
  expect(roles.operatorOrigin.actor).toBe(roles.operator);
  expect(roles.operator.permissions).toEqual(roles.permissions);
});

test('a role has permissions of the application only', () => {
  defineRoles({
    permissions: ['notes:read'],
    // @ts-expect-error: not a permission of the application.
    roles: { member: ['notes:write'] },
  });
});
