import type { AppError } from '@trastienda/base';
import { ZodError } from 'zod';

/** What is wrong with a field of an input, for interfaces that write their own sentences. */
export type FieldIssue = {
  /** Path in the input: `variants.0.sku`; empty for the input itself. */
  path: string;
  /** Kind of the problem: a code of zod such as `too_small`; `custom` where only `message` tells. */
  code: string;
  message: string;
  /** Facts about the problem, such as `{ minimum: 15 }`. */
  params: Readonly<Record<string, string | number | boolean>>;
};

/** Facts of zod's issues that say what is accepted. None of them repeats the input. */
const PARAMS = [
  'divisor',
  'exact',
  'expected',
  'format',
  'inclusive',
  'maximum',
  'minimum',
  'origin',
] as const;

function paramsOf(issue: object): FieldIssue['params'] {
  const facts: Readonly<Record<string, unknown>> = { ...issue };
  const params: Record<string, string | number | boolean> = {};
  for (const name of PARAMS) {
    const value = facts[name];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      params[name] = value;
    }
  }
  return params;
}

/** Returns the problems behind the `fields` of a failure, each with its code. */
export function issuesOf({ cause, fields = {} }: AppError): readonly FieldIssue[] {
  if (cause instanceof ZodError) {
    return cause.issues.map((issue) => ({
      path: issue.path.join('.'),
      code: issue.code,
      message: issue.message,
      params: paramsOf(issue),
    }));
  }
  return Object.entries(fields).flatMap(([path, messages]) =>
    messages.map((message) => ({ path, code: 'custom', message, params: {} })),
  );
}
