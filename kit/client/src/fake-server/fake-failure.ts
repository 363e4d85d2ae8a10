import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';

/** Codes of failures with their HTTP status. */
const HTTP_STATUS = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNPROCESSABLE_CONTENT: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
} as const;

type FakeFailureCode = keyof typeof HTTP_STATUS;

/** Codes of the reasons that every server of the kit has. */
const CODES: Readonly<Record<string, FakeFailureCode>> = {
  ACTOR_UNAUTHENTICATED: 'UNAUTHORIZED',
  SESSION_ENDED: 'UNAUTHORIZED',
  TOKEN_INVALID: 'UNAUTHORIZED',
  ORIGIN_REJECTED: 'FORBIDDEN',
  PERMISSION_MISSING: 'FORBIDDEN',
  REAUTHENTICATION_REQUIRED: 'FORBIDDEN',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  DATABASE_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  SERVER_BUSY: 'SERVICE_UNAVAILABLE',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
};

function codeOf(reason: string): FakeFailureCode {
  return CODES[reason] ?? (reason.endsWith('_NOT_FOUND') ? 'NOT_FOUND' : 'BAD_REQUEST');
}

export interface FakeFailureOptions {
  /** Default: that of the kit for its own reasons, `NOT_FOUND` for `…_NOT_FOUND`, else `BAD_REQUEST`. */
  readonly code?: FakeFailureCode;
  /** Default: the reason. */
  readonly message?: string;
  /** Whether the call may succeed later. Default: true for a limit or a server that is busy. */
  readonly isRetryable?: boolean;
  /** What is wrong with the input, by path. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
}

/** What a handler of a fake server returns in place of an output, for a call that fails. */
export class FakeFailure<Reason extends string = string, Details = unknown> {
  readonly reason: Reason;
  readonly details: Details;
  readonly #options: FakeFailureOptions;

  constructor(reason: Reason, details: Details, options: FakeFailureOptions) {
    this.reason = reason;
    this.details = details;
    this.#options = options;
  }

  get httpStatus(): number {
    return HTTP_STATUS[this.#options.code ?? codeOf(this.reason)];
  }

  /** Returns the failure of a call as the server's error formatter sends it. */
  toErrorShape(path: string) {
    const { reason, details, httpStatus } = this;
    const { message = reason, fields = {} } = this.#options;
    const code = this.#options.code ?? codeOf(reason);
    const { isRetryable = httpStatus === 429 || httpStatus === 503 } = this.#options;
    const issues = Object.entries(fields).flatMap(([field, messages]) =>
      messages.map((text) => ({ path: field, code: 'custom', message: text, params: {} })),
    );
    const failure = { reason, details, fields, issues, isRetryable };
    const data = { code, httpStatus, path, ...failure, requestId: null };
    return { code: TRPC_ERROR_CODES_BY_KEY[code], message, data };
  }
}

/**
 * Creates the failure that a handler returns. The handler's procedure must declare the reason, and
 * the details must be those of the reason.
 *
 * @example
 * const fetch = createFakeFetch<AppRouter>({
 *   'notes.get': ({ id }) => fail('NOTE_NOT_FOUND', { id }),
 * });
 */
export function fail<const Reason extends string>(
  reason: Reason,
): FakeFailure<Reason, Readonly<Record<never, never>>>;
export function fail<const Reason extends string, Details extends object>(
  reason: Reason,
  details: Details,
  options?: FakeFailureOptions,
): FakeFailure<Reason, Details>;
export function fail(
  reason: string,
  details: object = {},
  options: FakeFailureOptions = {},
): FakeFailure {
  return new FakeFailure(reason, details, options);
}
