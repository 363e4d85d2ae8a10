import { z } from 'zod';
import { PERMISSIONS, type Permission } from './permission.ts';

/** Roles of accounts. */
export const ROLES = ['customer', 'staff', 'manager', 'owner'] as const;

export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

const STAFF = [
  'catalog:read',
  'catalog:write',
  'stock:read',
  'stock:write',
  'pricing:read',
  'orders:read',
  'orders:write',
] as const satisfies readonly Permission[];

/** Permissions of each role, beyond the account's own affairs. Single source of truth. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  customer: [],
  staff: STAFF,
  manager: [
    ...STAFF,
    'accounts:read',
    'audit:read',
    'pricing:write',
    'orders:refund',
    'ledger:read',
  ],
  owner: PERMISSIONS,
};
