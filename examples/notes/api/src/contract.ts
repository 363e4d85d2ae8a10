import { AUTH_ERRORS, AUTH_PERMISSIONS, defineAuthSchemas } from '@trastienda/auth-contract';
import { BASE_ERRORS, createErrorClass, defineErrors, defineRoles } from '@trastienda/base';
import { NOTE_ERRORS } from './notes/note-schemas.ts';

const PERMISSIONS = [...Object.values(AUTH_PERMISSIONS), 'notes:moderate'] as const;

export const ROLES = defineRoles({
  permissions: PERMISSIONS,
  roles: { member: [], moderator: PERMISSIONS },
});

export const ERRORS = defineErrors(BASE_ERRORS, AUTH_ERRORS, NOTE_ERRORS);
export const ApplicationError = createErrorClass('ApplicationError', ERRORS);
export const AUTH_SCHEMAS = defineAuthSchemas(ROLES);
