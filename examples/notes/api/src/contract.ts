import {
  AUTH_ACTIONS,
  AUTH_ERRORS,
  defineAccountSchemas,
  defineApiKeySchemas,
} from '@trastienda/auth-contract';
import { BASE_ERRORS, createErrorClass, defineErrors, defineRoles } from '@trastienda/base';
import { NOTE_ERRORS } from './notes/note-schemas.ts';

/** What accounts may do, by role. */
export const ROLES = defineRoles({
  permissions: ['notes:moderate', 'api-keys:write'],
  roles: { member: [], moderator: ['notes:moderate', 'api-keys:write'] },
});
export type Role = (typeof ROLES)['roles'][number];
export type Permission = (typeof ROLES)['permissions'][number];

/** All reasons for which a call can fail. */
export const ERRORS = defineErrors(BASE_ERRORS, AUTH_ERRORS, NOTE_ERRORS);
export const ApplicationError = createErrorClass('ApplicationError', ERRORS);

/** What the audit log records. */
export const ACTIONS = AUTH_ACTIONS;

export const { SignInResult } = defineAccountSchemas(ROLES);
export const { CreateApiKeyInput, CreatedApiKey } = defineApiKeySchemas(ROLES);
