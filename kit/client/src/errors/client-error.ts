import { TRPCClientError } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { fieldsOf } from '../fields-of.ts';

/**
 * Error that a failed call of this router rejects with. `data` is what the router's error formatter
 * returned: `reason` is the code to branch on. It is absent when no response of the server arrived;
 * in that case `cause` has the reason.
 */
export type ClientError<Router extends AnyTRPCRouter> = TRPCClientError<Router>;

/** What a router sends with a failure. */
export type ErrorData<Router extends AnyTRPCRouter> = NonNullable<TRPCClientError<Router>['data']>;

/** Every reason of failure that a router declares; a newer server may send others. */
export type ErrorReason<Router extends AnyTRPCRouter> =
  ErrorData<Router> extends { readonly reason: infer Reason extends string } ? Reason : never;

/** An error with one of these reasons; what else `data` has is narrowed to them. */
export type ClientErrorWith<
  Router extends AnyTRPCRouter,
  Reason extends ErrorReason<Router>,
> = ClientError<Router> & {
  readonly data: ErrorData<Router> & { readonly reason: Reason };
};

/** Narrows a caught value to a failed call, or to one with one of the given reasons. */
export interface ClientErrorGuard<Router extends AnyTRPCRouter> {
  (error: unknown): error is ClientError<Router>;
  <Reason extends ErrorReason<Router>>(
    error: unknown,
    ...reasons: readonly [Reason, ...Reason[]]
  ): error is ClientErrorWith<Router, Reason>;
}

/** Returns the `data` of a failed call's error as any server may have sent it. */
export function errorDataOf(error: unknown): Readonly<Record<string, unknown>> | null {
  return error instanceof TRPCClientError && error.data ? fieldsOf(error.data) : null;
}

/**
 * Creates the guard for errors of a router whose error shape has a `reason` in `data`.
 *
 * @example
 * const isClientError = createClientErrorGuard<AppRouter>();
 * const note = await client.notes.get.query({ id }).catch((error: unknown) => {
 *   if (isClientError(error, 'NOTE_NOT_FOUND')) return null;
 *   throw error;
 * });
 */
export function createClientErrorGuard<Router extends AnyTRPCRouter>(): ClientErrorGuard<Router> {
  return (error: unknown, ...reasons: readonly string[]): error is never => {
    if (!(error instanceof TRPCClientError)) return false;
    return reasons.length === 0 || reasons.some((each) => each === errorDataOf(error)?.reason);
  };
}
