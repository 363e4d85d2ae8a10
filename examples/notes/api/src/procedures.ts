import type { AuthServices } from '@trastienda/auth/procedures';
import type { AuthAction } from '@trastienda/auth-contract';
import { createProcedures } from '@trastienda/procedures';
import { ERRORS, type Permission, ROLES, type Role } from './contract.ts';
import type { NoteService } from './notes/note-service.ts';

/** Use cases that procedures pass their inputs to. */
export interface Services extends AuthServices<Role, Permission, AuthAction> {
  readonly notes: NoteService;
}

export const { t, formatError, ...bases } = createProcedures<{ readonly services: Services }>()({
  errors: ERRORS,
  roles: ROLES,
  limits: ['auth', 'sharing'],
});

export const { publicProcedure, accountProcedure, staffProcedure } = bases;
