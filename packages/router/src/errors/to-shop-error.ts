import { ERRORS, type ErrorReason, type FieldErrors, ShopError } from '@trastienda/contract';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

/** What tRPC itself refuses before or around a procedure, in the words of the error table. */
const REASON_BY_TRPC_CODE: Partial<Record<TRPCError['code'], ErrorReason>> = {
  PARSE_ERROR: 'REQUEST_MALFORMED',
  BAD_REQUEST: 'REQUEST_MALFORMED',
  NOT_FOUND: 'PROCEDURE_NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'METHOD_UNSUPPORTED',
  UNSUPPORTED_MEDIA_TYPE: 'MEDIA_UNSUPPORTED',
  PAYLOAD_TOO_LARGE: 'REQUEST_TOO_LARGE',
  CLIENT_CLOSED_REQUEST: 'REQUEST_CANCELLED',
};

/** Groups Zod's issues by the path of the input they are about; `''` is the input itself. */
function fieldsOf(error: ZodError): FieldErrors {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.');
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  return fields;
}

/** Reads any failure of a call as one of the error table; what nobody foresaw is `INTERNAL`. */
export function toShopError(error: TRPCError): ShopError {
  const { cause } = error;
  if (cause instanceof ShopError) return cause;
  // Output validation also fails with a ZodError, but with INTERNAL_SERVER_ERROR: that one is ours.
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError) {
    return new ShopError('INPUT_INVALID', { fields: fieldsOf(cause), cause });
  }
  const reason = REASON_BY_TRPC_CODE[error.code];
  if (reason === undefined) return new ShopError('INTERNAL', { cause: cause ?? error });
  // tRPC says what exactly it did not like, and tells nothing of the inside.
  return new ShopError(reason, { message: error.message, cause: cause ?? error });
}

/** The tRPC error that carries a failure of the error table to the wire. */
export function toTrpcError(error: ShopError): TRPCError {
  return new TRPCError({ code: ERRORS[error.reason].trpc, message: error.message, cause: error });
}
