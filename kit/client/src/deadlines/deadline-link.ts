import { TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { beginDeadline, deadlineOf } from './call-deadlines.ts';

/** Creates the failure of a call whose time is up, in the form in which the server says the same. */
function deadlineExceeded(path: string, deadlineMs: number) {
  return {
    error: {
      code: -32008,
      message: 'The call took longer than it may; a change that it began may still be made.',
      data: {
        code: 'TIMEOUT',
        httpStatus: 408,
        path,
        reason: 'DEADLINE_EXCEEDED',
        isRetryable: true,
        details: { deadlineMs },
        fields: {},
        issues: [],
        requestId: null,
      },
    },
  };
}

/**
 * Ends calls that take longer than their deadline, which all attempts share: their request is
 * aborted, unless it has other calls, and they fail with `DEADLINE_EXCEEDED`.
 */
export function deadlineLink<Router extends AnyTRPCRouter>(
  ofClient: number | undefined,
): TRPCLink<Router> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let deadlineMs: number | undefined;
        try {
          deadlineMs = deadlineOf(op, ofClient);
        } catch (error) {
          observer.error(TRPCClientError.from(error instanceof Error ? error : { cause: error }));
          return;
        }
        if (deadlineMs === undefined) return next(op).subscribe(observer);
        const failure = deadlineExceeded(op.path, deadlineMs);
        const timer = setTimeout(() => {
          subscription.unsubscribe();
          observer.error(TRPCClientError.from(failure));
        }, deadlineMs);
        const subscription = next({ ...op, context: beginDeadline(op, deadlineMs) }).subscribe({
          next: (envelope) => observer.next(envelope),
          error(error) {
            clearTimeout(timer);
            observer.error(error);
          },
          complete() {
            clearTimeout(timer);
            observer.complete();
          },
        });
        return () => {
          clearTimeout(timer);
          subscription.unsubscribe();
        };
      });
}
