import { AppError, type BaseReason, type FieldErrors } from '@trastienda/base';
import { isShopError, ShopError } from '@trastienda/shop-contract';
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

/**
 * Converts any failure of a call to one of the error table; an unexpected one becomes `INTERNAL`.
 */
export function toShopError(error: TRPCError): ShopError {
  const { cause } = error;
  if (isShopError(cause)) return cause;
  // A reason that the contract does not have is a bug of ours.
  if (cause instanceof AppError) return new ShopError('INTERNAL', { cause });
  // Output validation also fails with a ZodError, but as INTERNAL_SERVER_ERROR: that one is our
  // bug.
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError) {
    return new ShopError('INPUT_INVALID', { fields: fieldsOf(cause), cause });
  }
  const reason = REASON_BY_TRPC_CODE[error.code];
  if (reason === undefined) return new ShopError('INTERNAL', { cause: cause ?? error });
  // tRPC's own messages are specific, and reveal nothing internal.
  return new ShopError(reason, { message: error.message, cause: cause ?? error });
}

/** Converts a failure to a tRPC error, by the definition that it carries. */
export function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({ code: error.definition.trpc, message: error.message, cause: error });
}
