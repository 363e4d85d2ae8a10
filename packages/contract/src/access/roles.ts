import { defineRoles } from '@trastienda/base';
import type { z } from 'zod';

/** Permissions of staff and of other systems. */
export const PERMISSIONS = [
  'catalog:read',
  'catalog:write',
  'accounts:read',
  'accounts:write',
  'api-keys:write',
  'audit:read',
  'stock:read',
  'stock:write',
  'pricing:read',
  'pricing:write',
  'orders:read',
  'orders:write',
  'orders:refund',
  'ledger:read',
  'events:read',
  'events:write',
  'reports:read',
  'webhooks:write',
  'messages:read',
  'messages:write',
  'newsletter:read',
] as const;

const STAFF = [
  'catalog:read',
  'catalog:write',
  'stock:read',
  'stock:write',
  'pricing:read',
  'orders:read',
  'orders:write',
  'messages:read',
  'messages:write',
] as const;

/** Roles of accounts, and their permissions. */
export const SHOP_ROLES = defineRoles({
  permissions: PERMISSIONS,
  roles: {
    customer: [],
    staff: STAFF,
    manager: [
      ...STAFF,
      'accounts:read',
      'audit:read',
      'pricing:write',
      'orders:refund',
      'ledger:read',
      'events:read',
      'reports:read',
      'newsletter:read',
    ],
    owner: PERMISSIONS,
  },
});

export const { roles: ROLES, rolePermissions: ROLE_PERMISSIONS } = SHOP_ROLES;

export const Permission: (typeof SHOP_ROLES)['Permission'] = SHOP_ROLES.Permission;
export type Permission = z.infer<typeof Permission>;

export const Role: (typeof SHOP_ROLES)['Role'] = SHOP_ROLES.Role;
export type Role = z.infer<typeof Role>;

/** Origin of the operator's commands. */
export const OPERATOR_ORIGIN = SHOP_ROLES.operatorOrigin;
