import { toNestErrors } from '@hookform/resolvers';
import type { FieldError, FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import type { Translate } from '../i18n/translate.ts';
import { issueOf } from './issue.ts';
import { issueText } from './issue-text.ts';

/**
 * Checks the values of a form by a schema of the contract, before they are sent, and words what is
 * wrong as `useServerForm` words the server's issues.
 */
export function contractResolver<Values extends FieldValues, Output>(
  schema: z.ZodType<Output>,
  t: Translate,
): Resolver<Values, unknown, Output> {
  return (values, _context, options) => {
    const result = schema.safeParse(values);
    if (result.success) return { values: result.data, errors: {} };
    const errors: Record<string, FieldError> = {};
    for (const found of result.error.issues) {
      const issue = issueOf(found);
      errors[issue.path] ??= { type: issue.code, message: issueText(t, issue) };
    }
    return { values: {}, errors: toNestErrors(errors, options) };
  };
}
