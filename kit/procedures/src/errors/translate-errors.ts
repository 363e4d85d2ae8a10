import {
  type AppError,
  BaseError,
  type BaseReason,
  createErrorGuard,
  type ErrorTable,
  type FieldErrors,
  isAppError,
  type ReasonOf,
} from '@trastienda/base';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

/** Reasons for the failures that tRPC reports before or around a procedure. */
const REASON_BY_TRPC_CODE: Partial<Record<TRPCError['code'], BaseReason>> = {
  PARSE_ERROR: 'REQUEST_MALFORMED',
  BAD_REQUEST: 'REQUEST_MALFORMED',
  NOT_FOUND: 'PROCEDURE_NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'METHOD_UNSUPPORTED',
  UNSUPPORTED_MEDIA_TYPE: 'MEDIA_UNSUPPORTED',
  PAYLOAD_TOO_LARGE: 'REQUEST_TOO_LARGE',
  CLIENT_CLOSED_REQUEST: 'REQUEST_CANCELLED',
};

/** Groups Zod's issues by input path; `''` is the input itself. */
function fieldsOf(error: ZodError): FieldErrors {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.');
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  return fields;
}

/** Returns the failure behind a tRPC error that did not come from an application. */
function failureOf(error: TRPCError): BaseError {
  const { cause } = error;
  // Output validation also fails with a ZodError, but as INTERNAL_SERVER_ERROR: that one is our
  // bug.
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError) {
    return new BaseError('INPUT_INVALID', { fields: fieldsOf(cause), cause });
  }
  const reason = REASON_BY_TRPC_CODE[error.code];
  if (reason === undefined) return new BaseError('INTERNAL', { cause: cause ?? error });
  // tRPC's own messages are specific, and reveal nothing internal.
  return new BaseError(reason, { message: error.message, cause: cause ?? error });
}

/** Converts any failure to one of an error table; an unexpected one becomes `INTERNAL`. */
export type ErrorTranslator<Reason extends string> = (failure: unknown) => AppError<Reason>;

/** An error table that includes `BASE_ERRORS`. */
export type CompleteErrorTable = ErrorTable & Readonly<Record<BaseReason, ErrorTable[string]>>;

/**
 * Creates the translator of an error table, which includes `BASE_ERRORS`. A failure with a reason of
 * another table becomes `INTERNAL`: it is a bug of the server.
 */
export function createErrorTranslator<Table extends CompleteErrorTable>(
  errors: Table,
): ErrorTranslator<ReasonOf<Table>> {
  const isKnown = createErrorGuard(errors);

  return function toAppError(failure) {
    const cause = failure instanceof TRPCError ? failure.cause : failure;
    if (isKnown(cause)) return cause;
    const isForeign = isAppError(cause) || !(failure instanceof TRPCError);
    const error = isForeign ? new BaseError('INTERNAL', { cause }) : failureOf(failure);
    // The table includes the base reasons.
    return error as AppError as AppError<ReasonOf<Table>>;
  };
}

/** Converts a failure to a tRPC error, by the definition that it carries. */
export function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({ code: error.definition.trpc, message: error.message, cause: error });
}
