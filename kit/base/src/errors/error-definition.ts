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

/** Definition of a reason in the error table. */
export interface ErrorDefinition {
  readonly trpc: TrpcCode;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** `info` for everyday errors of callers, `error` for failures that an operator must look at. */
  readonly logLevel: 'info' | 'warn' | 'error';
  /** Default English message; the thrower may pass a more specific one. */
  readonly message: string;
}

/** Defines a reason for a thing that does not exist, or that the caller must not know of. */
export const notFound = (message: string) =>
  ({ trpc: 'NOT_FOUND', retryable: false, logLevel: 'info', message }) as const;

/** Definitions by reason. */
export type ErrorTable = Readonly<Record<string, ErrorDefinition>>;

/** Reasons of a table, or of a union of tables. */
export type ReasonOf<Table extends ErrorTable> = Table extends unknown
  ? keyof Table & string
  : never;
