import { createContext, useContext } from 'react';
import type { FieldIssue, FormFailure } from './failure.ts';

/** Why the form around was not accepted; its fields show their part of it. */
export const FailureContext = createContext<FormFailure | null>(null);

/** Returns what is wrong with a field of the form around, by its name in the call's input. */
export function useFieldIssue(path: string): FieldIssue | undefined {
  const failure = useContext(FailureContext);
  return failure?.issues.find((issue) => issue.path === path || issue.path.startsWith(`${path}.`));
}
