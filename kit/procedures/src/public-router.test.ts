import { BASE_ERRORS, defineErrors, defineRoles } from '@trastienda/base';
import { describe, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { createProcedures } from './create-procedures.ts';
import type { PublicRouter } from './public-router.ts';

const ERRORS = defineErrors(BASE_ERRORS, {
  NOTE_FULL: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The note is full.',
    details: z.object({ max: z.int() }),
  },
  NOTE_LOST: { trpc: 'NOT_FOUND', retryable: false, logLevel: 'info', message: 'It is lost.' },
});

const { mutation } = createProcedures<object>()({
  errors: ERRORS,
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: ['notes:read'] } }),
  limits: [],
});

const procedures = {
  notes: {
    append: mutation(
      {
        access: 'public',
        summary: 'Appends to a note',
        output: z.int(),
        errors: ['NOTE_FULL'],
        idempotency: 'none',
      },
      async () => 1,
    ),
  },
};

type Failure = PublicRouter<
  typeof procedures,
  typeof ERRORS
>['_def']['_config']['$types']['errorShape']['data'];

describe('the failures of a public router', () => {
  test('have the reasons that its procedures promise, not all of the table', () => {
    expectTypeOf<'NOTE_FULL' | 'RATE_LIMITED'>().toExtend<Failure['reason']>();
    expectTypeOf<'NOTE_LOST'>().not.toExtend<Failure['reason']>();
  });

  test('have the details of their reason', () => {
    expectTypeOf<Extract<Failure, { reason: 'NOTE_FULL' }>['details']>().toEqualTypeOf<{
      max: number;
    }>();
  });
});
