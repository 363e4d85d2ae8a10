import type { TRPCError } from '@trpc/server';
import { issuesOf } from './field-issues.ts';
import { publicDetails } from './parse-details.ts';
import type { ErrorTranslator } from './translate-errors.ts';

/** Input of an error formatter, as far as it is read. */
export interface ErrorFormatInput {
  readonly error: TRPCError;
  readonly shape: {
    code: number;
    data: { code: TRPCError['code']; httpStatus: number; path?: string };
  };
  readonly ctx: { readonly requestId: string } | undefined;
}

/** Creates the function that formats a failure for the caller, without its cause and stack. */
export function createErrorFormatter<Reason extends string>(toAppError: ErrorTranslator<Reason>) {
  return function formatError({ error, shape, ctx }: ErrorFormatInput) {
    const failure = toAppError(error);
    const details: Readonly<Record<string, unknown>> = publicDetails(failure);
    return {
      code: shape.code,
      message: failure.message,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path ?? null,
        reason: failure.reason,
        isRetryable: failure.definition.retryable,
        details,
        fields: failure.fields ?? {},
        // Without fields, a ZodError is a bug of the server, which is nothing for callers.
        issues: failure.fields ? issuesOf(failure) : [],
        requestId: ctx?.requestId ?? null,
      },
    };
  };
}
