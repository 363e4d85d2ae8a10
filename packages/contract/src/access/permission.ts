import { z } from 'zod';

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
] as const;

export const Permission = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof Permission>;
