import { z } from 'zod';
import type { OperatorActor } from './actor.ts';
import type { CallOrigin } from './call-origin.ts';

/** Roles and permissions of an application. */
export interface Roles<Role extends string = string, Permission extends string = string> {
  /** All permissions, in the order of their declaration. */
  readonly permissions: readonly Permission[];
  /** All roles, in the order of their declaration. */
  readonly roles: readonly Role[];
  /** Permissions of each role, beyond the account's own affairs. */
  readonly rolePermissions: Readonly<Record<Role, readonly Permission[]>>;
  readonly Permission: z.ZodEnum<{ [Name in Permission]: Name }>;
  readonly Role: z.ZodEnum<{ [Name in Role]: Name }>;
  /** The operator, who holds every permission. */
  readonly operator: OperatorActor<Permission>;
  /** Origin of the operator's commands. */
  readonly operatorOrigin: CallOrigin<Role, Permission>;
}

interface RolesDefinition<Role extends string, Permission extends string> {
  /** The permissions of staff and of other systems. Domains contribute theirs as lists. */
  readonly permissions: readonly Permission[];
  /** The permissions of each role, in ascending order of the roles. */
  readonly roles: Readonly<Record<Role, readonly NoInfer<Permission>[]>>;
}

/** Returns the names as a zod enum. */
function enumOf<Name extends string>(names: readonly Name[]) {
  const entries = Object.fromEntries(names.map((name) => [name, name]));
  return z.enum(entries as { [Each in Name]: Each });
}

/**
 * Defines the roles of an application and their permissions, as the single source of truth.
 *
 * @example
 * const ROLES = defineRoles({
 *   permissions: ['notes:read', 'notes:delete'],
 *   roles: { member: ['notes:read'], admin: ['notes:read', 'notes:delete'] },
 * });
 */
export function defineRoles<const Role extends string, const Permission extends string>({
  permissions,
  roles: rolePermissions,
}: RolesDefinition<Role, Permission>): Roles<Role, Permission> {
  const roles = Object.keys(rolePermissions) as Role[];
  const operator: OperatorActor<Permission> = { kind: 'operator', permissions };
  return {
    permissions,
    roles,
    rolePermissions,
    Permission: enumOf(permissions),
    Role: enumOf(roles),
    operator,
    operatorOrigin: {
      actor: operator,
      requestId: null,
      source: 'unknown',
      network: null,
      device: 'command',
    },
  };
}
