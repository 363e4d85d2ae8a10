import { BASE_ERRORS, defineErrors, defineRoles, notFound } from '@trastienda/base';
import { z } from 'zod';
import { createProcedures } from '../../create-procedures.ts';
import type { SchemaModules } from '../../types/schema-names.ts';
import type { Contract } from '../contract.ts';
import { createContract } from '../create-contract.ts';

const ERRORS = defineErrors(BASE_ERRORS, {
  NOTE_NOT_FOUND: notFound('There is no such note.'),
  NOTE_LOCKED: notFound('The note is locked.'),
});

/** Declares procedures for contracts that tests compare; they are never called. */
const { t, query, mutation, subscription } = createProcedures<object>()({
  errors: ERRORS,
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: ['notes:read'] } }),
  limits: ['auth'],
});

/** Returns the contract of a router; exported schemas have their names. */
export function contractOf(
  procedures: Parameters<typeof t.router>[0],
  names: SchemaModules = [],
  errors: Parameters<typeof createContract>[1]['errors'] = ERRORS,
): Contract {
  return createContract(t.router(procedures), { names, errors });
}

/** Returns the contract of a procedure with this input and output. */
export function contractOfSchemas(
  { input, output = z.object({}) }: { readonly input?: z.ZodType; readonly output?: z.ZodType },
  names: SchemaModules = [],
): Contract {
  const declaration = { access: 'public', summary: 'Reads a note', output } as const;
  const resolve = async () => ({}) as never;
  const read =
    input === undefined ? query(declaration, resolve) : query({ ...declaration, input }, resolve);
  return contractOf({ read }, names);
}

export { mutation, query, subscription };
