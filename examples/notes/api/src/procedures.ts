import type { AuthServicesOf } from '@trastienda/auth/procedures';
import { createProcedures } from '@trastienda/procedures';
import { ERRORS, ROLES } from './contract.ts';
import type { NoteService } from './notes/note-service.ts';

/** Use cases that procedures pass their inputs to. */
export interface Services extends AuthServicesOf<typeof ROLES> {
  readonly notes: NoteService;
}

export const { t, query, mutation } = createProcedures<{
  readonly services: Services;
}>()({ errors: ERRORS, roles: ROLES, limits: ['auth', 'sharing'] });
