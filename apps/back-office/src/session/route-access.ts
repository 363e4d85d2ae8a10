import type { Permission } from '@trastienda/shop-contract';

/** What a route declares about itself, as its `handle`. */
export interface RouteAccess {
  readonly permission: Permission;
}

/**
 * Declares the permission that a route needs. The shell renders the route for accounts that hold it,
 * and a page that says so for all others.
 *
 * @example
 * export const handle = requires('catalog:read');
 */
export function requires(permission: Permission): RouteAccess {
  return { permission };
}

/** Returns the permission that the `handle` of a route names, or null. */
export function permissionOf(handle: unknown): Permission | null {
  if (typeof handle !== 'object' || handle === null || !('permission' in handle)) return null;
  // Only `requires` makes handles with this field.
  return handle.permission as Permission;
}
