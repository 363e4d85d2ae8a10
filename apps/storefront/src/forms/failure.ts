import { type ErrorReason, isClientError, retryAfterSeconds } from '@trastienda/shop-client';
import { data } from 'react-router';

/** What is wrong with a field, by a code that has a text in each language. */
export interface FieldIssue {
  /** Name of the field in the call's input: `address.city`. */
  readonly path: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/** Why the API did not accept a form. */
export interface FormFailure {
  /** Null when the API did not answer. */
  readonly reason: ErrorReason | null;
  readonly issues: readonly FieldIssue[];
  /** Facts about the failure, in the form that its reason has. */
  readonly details: Readonly<Record<string, unknown>>;
  /** For a rate limit: how long to wait. */
  readonly retryAfterSeconds: number | null;
  /** For failures that are not the visitor's: what to quote to the shop. */
  readonly requestId: string | null;
}

/** Fields that come from a link or from the page itself, which visitors cannot correct. */
const HIDDEN_FIELDS: readonly string[] = ['token', 'challenge', 'addressId', 'sessionId'];

/** Returns a call's failure as a form shows it; throws what is no failure of a call. */
export function failureOf(error: unknown): FormFailure {
  if (!isClientError(error)) throw error;
  const { data: failure } = error;
  if (failure === undefined || failure === null) {
    return { reason: null, issues: [], details: {}, retryAfterSeconds: null, requestId: null };
  }
  const { reason, issues, httpStatus, requestId } = failure;
  const isHidden = issues.some(({ path }) => HIDDEN_FIELDS.includes(path));
  return {
    reason: isHidden ? 'LINK_INVALID' : reason,
    issues: issues.map(({ path, code, params }) => ({ path, code, params })),
    details: { ...failure.details },
    retryAfterSeconds: retryAfterSeconds(error),
    requestId: httpStatus >= 500 ? requestId : null,
  };
}

/** What an action returns for a form that was not accepted. */
export interface Failed {
  readonly failure: FormFailure;
}

/**
 * Returns the answer of an action whose call has failed. Its status keeps the loaders of the page from
 * running again.
 */
export function failed(error: unknown): ReturnType<typeof data<Failed>> {
  const failure = failureOf(error);
  const status = isClientError(error) ? (error.data?.httpStatus ?? 502) : 500;
  // 401 is for authentication by HTTP itself, and comes with a challenge (RFC 9110, section 15.5.2).
  return data({ failure }, { status: status === 401 ? 400 : status });
}
