import { isClientError } from '@trastienda/shop-client';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import type { Translate } from '../i18n/translate.ts';
import { issuesBelow } from './issue.ts';
import { issueText } from './issue-text.ts';

/**
 * Shows what the server says of fields (`INPUT_INVALID`) at these fields, and returns whether that was
 * all it said. `part` is the part of the call's input that the form edits.
 */
export function showServerIssues<Values extends FieldValues>(
  { setError }: { readonly setError: UseFormSetError<Values> },
  error: unknown,
  t: Translate,
  part = '',
): boolean {
  if (!isClientError(error) || error.data == null) return false;
  const issues = issuesBelow(error.data.issues ?? [], part);
  const ofFields = issues.filter(({ path }) => path !== '');
  for (const [index, issue] of ofFields.entries()) {
    // A form has a field for each path of its schema.
    const path = issue.path as Path<Values>;
    const options = { shouldFocus: index === 0 };
    setError(path, { type: issue.code, message: issueText(t, issue) }, options);
  }
  return issues.length > 0 && ofFields.length === issues.length;
}
