import { z } from 'zod';

/** tRPC error code of a failure, which determines the HTTP status. */
type TrpcCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_SUPPORTED'
  | 'TIMEOUT'
  | 'CONFLICT'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'UNPROCESSABLE_CONTENT'
  | 'TOO_MANY_REQUESTS'
  | 'CLIENT_CLOSED_REQUEST'
  | 'INTERNAL_SERVER_ERROR'
  | 'SERVICE_UNAVAILABLE';

type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Facts about a failure that the caller may see: a plain JSON object, no secrets. */
export type ErrorDetails = Readonly<Record<string, Json | undefined>>;

/** Definition of a reason in the error table. */
export interface ErrorDefinition {
  readonly trpc: TrpcCode;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** `info` for everyday errors of callers, `error` for failures that an operator must look at. */
  readonly logLevel: 'info' | 'warn' | 'error';
  /** Default English message; the thrower may pass a more specific one. */
  readonly message: string;
  /**
   * Schema of the details: an object of plain JSON values, which parsing does not transform. A
   * reason without a schema has no details.
   */
  readonly details?: z.core.$ZodType<ErrorDetails>;
}

/** Definitions by reason. */
export type ErrorTable = Readonly<Record<string, ErrorDefinition>>;

/** Reasons of a table, or of a union of tables. */
export type ReasonOf<Table extends ErrorTable> = Table extends unknown
  ? keyof Table & string
  : never;

/** Details of a reason without a schema: an object without known keys. */
export type NoDetails = Readonly<Record<never, never>>;

type DetailsOfDefinition<Definition> = 'details' extends keyof Definition
  ? Definition extends { readonly details: infer Schema extends z.core.$ZodType }
    ? z.output<Schema>
    : // Not a literal definition: it may have a schema.
      ErrorDetails
  : NoDetails;

/**
 * Details of a reason: the output of its schema, or `NoDetails`. Of several reasons, the union.
 *
 * @example
 * type Shortage = DetailsOf<typeof ERRORS, 'STOCK_INSUFFICIENT'>; // { sku: string; available: number }
 */
export type DetailsOf<
  Table extends ErrorTable,
  Reason extends ReasonOf<Table>,
> = Reason extends unknown ? DetailsOfDefinition<Table[Reason]> : never;

/**
 * Defines a reason for a thing that does not exist, or that the caller must not know of. `details`
 * is the `id` that the caller sent.
 */
export const notFound = (message: string) =>
  ({
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message,
    details: z.object({ id: z.string() }),
  }) as const;
