import { PERMISSIONS, type Permission } from '@trastienda/shop-contract';

export interface PermissionGroup {
  /** The part of the permissions before the colon. */
  readonly area: string;
  readonly permissions: readonly Permission[];
}

const areaOf = (permission: Permission) => permission.slice(0, permission.indexOf(':'));

/** All permissions by what they are about, in the order of the contract. */
export const PERMISSION_GROUPS: readonly PermissionGroup[] = [
  ...new Set(PERMISSIONS.map(areaOf)),
].map((area) => ({
  area,
  permissions: PERMISSIONS.filter((permission) => areaOf(permission) === area),
}));
