import type { AppError, ErrorDetails } from '@trastienda/base';
import { z } from 'zod';
import { type BrokenPromiseError, brokenPromise } from './broken-promise.ts';

const NONE = z.object({});

/** Parses the details of a failure with the schema of its reason, without the keys that it lacks. */
function parse({ details, definition }: AppError) {
  return z.safeParse(definition.details ?? NONE, details);
}

/**
 * Returns the details of a failure as callers see them. They have passed `wrongDetails`, so that
 * parsing only strips unknown keys.
 */
export function publicDetails(error: AppError): ErrorDetails {
  return parse(error).data ?? {};
}

/**
 * Returns the broken promise of a failure whose details do not fit the schema of its reason, or null
 * when they fit. It names reason and keys, for the operator.
 */
export function wrongDetails(error: AppError): BrokenPromiseError | null {
  const { error: mismatch } = parse(error);
  if (mismatch === undefined) return null;
  const problems = mismatch.issues.map(
    ({ path, message }) => `${['details', ...path].join('.')} ${message}`,
  );
  const message = `${error.reason} was thrown with details that do not fit it: ${problems.join(', ')}.`;
  return brokenPromise(message, error);
}
