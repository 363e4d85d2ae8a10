import type { Roles } from '@trastienda/base';
import { defineAccountSchemas } from './account-schemas.ts';
import { defineApiKeySchemas } from './api-key-schemas.ts';
import { AUTH_ACTIONS, defineAuditSchemas } from './audit-schemas.ts';

/** Permissions for the procedures of auth. Applications may use others, or one for several. */
export const AUTH_PERMISSIONS = {
  readAccounts: 'accounts:read',
  writeAccounts: 'accounts:write',
  /** Permits creating, listing and revoking API keys. */
  writeApiKeys: 'api-keys:write',
  readAudit: 'audit:read',
} as const;

/**
 * Defines all schemas of auth with the roles and permissions of an application. One that audits
 * further actions calls the three functions by themselves.
 *
 * @example
 * export const AUTH_SCHEMAS = defineAuthSchemas(ROLES);
 */
export function defineAuthSchemas<Role extends string, Permission extends string>(
  roles: Roles<Role, Permission>,
) {
  return {
    ...defineAccountSchemas(roles),
    ...defineApiKeySchemas(roles),
    ...defineAuditSchemas(AUTH_ACTIONS),
  };
}
