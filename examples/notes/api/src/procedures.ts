import type { Auth } from '@trastienda/auth';
import { createProcedures } from '@trastienda/procedures';
import { ERRORS, type Permission, ROLES, type Role } from './contract.ts';
import type { NoteService } from './notes/note-service.ts';

/** Use cases that procedures pass their inputs to. */
export interface Services extends Pick<Auth<Role, Permission>, 'auth' | 'apiKeys'> {
  readonly notes: NoteService;
}

export const {
  t,
  formatError,
  publicProcedure,
  signInProcedure,
  accountProcedure,
  staffProcedure,
} = createProcedures<{
  readonly services: Services;
}>()({
  errors: ERRORS,
  roles: ROLES,
  limits: ['auth', 'sharing'],
});
