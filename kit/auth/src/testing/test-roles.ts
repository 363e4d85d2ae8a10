import { defineRoles } from '@trastienda/base';

const STAFF = ['notes:read', 'notes:write'] as const;

/** Roles of an application, for tests. */
const ROLES = defineRoles({
  permissions: [
    ...STAFF,
    'accounts:read',
    'accounts:write',
    'api-keys:write',
    'audit:read',
    'notes:remove',
  ],
  roles: {
    member: [],
    staff: STAFF,
    manager: [...STAFF, 'accounts:read', 'audit:read', 'notes:remove'],
    owner: [
      ...STAFF,
      'accounts:read',
      'accounts:write',
      'api-keys:write',
      'audit:read',
      'notes:remove',
    ],
  },
});

export type Role = (typeof ROLES.roles)[number];
export type Permission = (typeof ROLES.permissions)[number];

export const {
  permissions: PERMISSIONS,
  rolePermissions: ROLE_PERMISSIONS,
  operatorOrigin: OPERATOR_ORIGIN,
} = ROLES;

/** Options of `createAuth` about roles. */
export const TEST_ROLES = { roles: ROLES, initialRole: 'member', ownerRole: 'owner' } as const;
