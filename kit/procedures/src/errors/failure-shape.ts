import type { DetailsOf, ErrorTable, FieldErrors, ReasonOf } from '@trastienda/base';
import type { TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODE_NUMBER } from '@trpc/server';
import type { FieldIssue } from './field-issues.ts';

/**
 * What a client reads as `error.data` of a call that fails with one of these reasons: a union by
 * `reason`, which narrows `details`. A newer server may send a reason that the client does not know.
 */
export type FailureData<Table extends ErrorTable, Reason extends string> =
  Reason extends ReasonOf<Table>
    ? {
        code: TRPC_ERROR_CODE_KEY;
        httpStatus: number;
        path: string | null;
        reason: Reason;
        isRetryable: boolean;
        details: DetailsOf<Table, Reason>;
        fields: FieldErrors;
        issues: readonly FieldIssue[];
        requestId: string | null;
      }
    : never;

/**
 * Error shape of a call that fails with one of these reasons.
 *
 * @example
 * type GetFailure = FailureShape<typeof ERRORS, 'PRODUCT_NOT_FOUND' | 'INPUT_INVALID'>;
 */
export type FailureShape<Table extends ErrorTable, Reason extends string> = {
  code: TRPC_ERROR_CODE_NUMBER;
  message: string;
  data: FailureData<Table, Reason>;
};
