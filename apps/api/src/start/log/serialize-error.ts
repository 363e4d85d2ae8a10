const MAX_DEPTH = 8;

/** An error as it is logged. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string | number;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

function codeOf(error: object): string | number | undefined {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}

/**
 * Returns an error with its chain of causes. Only known fields are copied: drivers attach callers'
 * documents to their errors, which must not be logged.
 */
export function serializeError(error: unknown, depth = 1): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = codeOf(error);
  const isDeep = depth >= MAX_DEPTH;
  return {
    type: error.name,
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(code === undefined ? {} : { code }),
    ...(isDeep || error.cause === undefined
      ? {}
      : { cause: serializeError(error.cause, depth + 1) }),
    ...(isDeep || !(error instanceof AggregateError)
      ? {}
      : { errors: error.errors.slice(0, 10).map((one) => serializeError(one, depth + 1)) }),
  };
}
