import type { z } from 'zod';

/** What is wrong with a value of an input, in the form in which the server sends it. */
export interface Issue {
  /** Path of the value: `variants.0.sku`; empty for the input itself. */
  readonly path: string;
  /** Code of zod, such as `too_small`; `custom` where only the message tells. */
  readonly code: string;
  /** English text, for codes that have no translation. */
  readonly message: string;
  /** What the code is about, such as `{ minimum: 15 }`. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** Returns an issue that the browser has found in the form of the server's. */
export function issueOf(issue: z.core.$ZodIssue): Issue {
  const { path, code, message, ...params } = issue;
  return { path: path.join('.'), code, message, params };
}

/**
 * Returns the issues of one part of an input with paths relative to it: a form edits the `changes` of
 * a call. Issues of other parts have the empty path.
 */
export function issuesBelow(issues: readonly Issue[], part: string): readonly Issue[] {
  if (part === '') return issues;
  return issues.map((issue) => ({
    ...issue,
    path: issue.path.startsWith(`${part}.`) ? issue.path.slice(part.length + 1) : '',
  }));
}
