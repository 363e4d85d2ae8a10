import { TRPCClientError } from '@trpc/client';
import { errorDataOf } from './client-error.ts';
import { fieldErrorsOf } from './field-errors.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** The server's words follow the field's name: `email`, `is not an email address`. */
function sentenceOf([field, problems]: [field: string, problems: readonly string[]]): string {
  const name = field === '' ? 'This' : `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  return `${name} ${problems.join(' and ')}.`;
}

/**
 * Returns an English sentence about a failure for a person: what is wrong with the input, how long
 * to wait, or the server's message. Interfaces in other languages read `error.data.reason` instead.
 */
export function explainError(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return 'Something went wrong on this page.';
  const seconds = retryAfterSeconds(error);
  if (seconds !== null) return `Too many calls. Try again in ${seconds} seconds.`;
  const fields = Object.entries(fieldErrorsOf(error));
  if (fields.length > 0) return fields.map(sentenceOf).join(' ');
  return errorDataOf(error) === null ? 'The server cannot be reached.' : error.message;
}
