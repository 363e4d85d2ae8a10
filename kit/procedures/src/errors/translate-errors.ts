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
import { wrongDetails } from './parse-details.ts';

/** Reasons for the failures that tRPC reports before or around a procedure. */
const REASON_BY_TRPC_CODE = {
  PARSE_ERROR: 'REQUEST_MALFORMED',
  BAD_REQUEST: 'REQUEST_MALFORMED',
  NOT_FOUND: 'PROCEDURE_NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'METHOD_UNSUPPORTED',
  UNSUPPORTED_MEDIA_TYPE: 'MEDIA_UNSUPPORTED',
  CLIENT_CLOSED_REQUEST: 'REQUEST_CANCELLED',
} as const satisfies Partial<Record<TRPCError['code'], BaseReason>>;

const hasReason = (code: TRPCError['code']): code is keyof typeof REASON_BY_TRPC_CODE =>
  Object.hasOwn(REASON_BY_TRPC_CODE, code);

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
  if (error.code === 'PAYLOAD_TOO_LARGE') {
    const details = { limit: 'body-bytes', max: null } as const;
    return new BaseError('REQUEST_TOO_LARGE', { details, cause: cause ?? error });
  }
  if (!hasReason(error.code)) return new BaseError('INTERNAL', { cause: cause ?? error });
  const reason = REASON_BY_TRPC_CODE[error.code];
  // tRPC's own messages are specific, and reveal nothing internal. Those of a JSON parser differ
  // between runtimes.
  const message = cause instanceof SyntaxError ? 'The input is not JSON.' : error.message;
  return new BaseError(reason, { message, cause: cause ?? error });
}

/** Converts any failure to one of an error table; an unexpected one becomes `INTERNAL`. */
export type ErrorTranslator<Reason extends string> = (failure: unknown) => AppError<Reason>;

/** An error table that includes `BASE_ERRORS`. */
export type CompleteErrorTable = ErrorTable & Readonly<Record<BaseReason, ErrorTable[string]>>;

/**
 * Creates the translator of an error table, which includes `BASE_ERRORS`. Two kinds of failure are
 * bugs of the server and become `INTERNAL`: one with a reason of another table, and one whose details
 * do not fit the schema of its reason. The cause of the latter names the reason and the keys; a
 * client that reads the details by their types would break on them.
 */
export function createErrorTranslator<Table extends CompleteErrorTable>(
  errors: Table,
): ErrorTranslator<ReasonOf<Table>> {
  type Known = AppError<ReasonOf<Table>>;
  const isKnown = createErrorGuard(errors);
  // The table includes the base reasons.
  const internal = (cause: unknown) => new BaseError('INTERNAL', { cause }) as AppError as Known;

  return function toAppError(failure) {
    const cause = failure instanceof TRPCError ? failure.cause : failure;
    if (isKnown(cause)) {
      const mismatch = wrongDetails(cause);
      return mismatch === null ? cause : internal(mismatch);
    }
    const isForeign = isAppError(cause) || !(failure instanceof TRPCError);
    return isForeign ? internal(cause) : (failureOf(failure) as AppError as Known);
  };
}

/** Converts a failure to a tRPC error, by the definition that it carries. */
export function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({ code: error.definition.trpc, message: error.message, cause: error });
}
