import type { CallOrigin, Roles } from '@trastienda/base';

/** The roles of an application, and what auth does with them. */
export interface RoleOptions<Role extends string = string, Permission extends string = string> {
  /** Roles and permissions, as `defineRoles` returns them. */
  readonly roles: Roles<Role, Permission>;
  /** Role of a new account. A deleted account has it too. */
  readonly initialRole: NoInfer<Role>;
  /**
   * Role that at least one account that can sign in must have; the operator's `makeOwner` assigns
   * it.
   */
  readonly ownerRole: NoInfer<Role>;
}

/** The roles as use cases need them. */
export interface RoleRules {
  readonly initialRole: string;
  readonly ownerRole: string;
  /** Origin of the operator's commands. */
  readonly operatorOrigin: CallOrigin;
  /** Returns the permissions of a stored role; none for one that the application no longer has. */
  permissionsOf(role: string): readonly string[];
}

export function createRoleRules<Role extends string, Permission extends string>({
  roles: { rolePermissions, operatorOrigin },
  initialRole,
  ownerRole,
}: RoleOptions<Role, Permission>): RoleRules {
  const permissions = new Map<string, readonly string[]>(Object.entries(rolePermissions));
  return {
    initialRole,
    ownerRole,
    operatorOrigin,
    permissionsOf: (role) => permissions.get(role) ?? [],
  };
}
