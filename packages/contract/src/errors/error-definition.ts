/** How a failure is reported: tRPC's error code, and with it the HTTP status. */
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

/** What a code of the error table says about itself. */
export interface ErrorDefinition {
  readonly trpc: TrpcCode;
  /** Whether the very same call may succeed later without anybody changing it. */
  readonly retryable: boolean;
  /** `info` for what callers do wrong every day, `error` for what an operator must look at. */
  readonly logLevel: 'info' | 'warn' | 'error';
  /** The English sentence that a caller sees unless the thrower says something more exact. */
  readonly message: string;
}
