import { errorDataOf } from './client-error.ts';

/** What is wrong with each field of an input, by the field's name: `{ email: ['is not …'] }`. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

const isText = (value: unknown): value is string => typeof value === 'string';

/** Returns what the server says of the fields of a failed call; empty for any other failure. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  const fields = errorDataOf(error)?.fields;
  if (typeof fields !== 'object' || fields === null) return {};
  const entries = Object.entries(fields).filter(([, problems]) => Array.isArray(problems));
  return Object.fromEntries(entries.map(([name, problems]) => [name, problems.filter(isText)]));
}
