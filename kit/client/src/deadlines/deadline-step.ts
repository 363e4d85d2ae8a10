import { TRPCClientError } from '@trpc/client';
import type { CallStep } from '../calls/call-steps.ts';
import { beginDeadline, deadlineOf } from './call-deadlines.ts';

/** Creates the failure of a call whose time is up, in the form in which the server says the same. */
function deadlineExceeded(path: string, deadlineMs: number) {
  return {
    error: {
      code: -32008,
      message: 'The call took longer than it may.',
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
export function deadlineStep(ofClient: number | undefined): CallStep {
  return async (op, send) => {
    const deadlineMs = deadlineOf(op, ofClient);
    if (deadlineMs === undefined) return send(op);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const exceeded = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(TRPCClientError.from(deadlineExceeded(op.path, deadlineMs))),
        deadlineMs,
      );
    });
    return Promise.race([
      send({ ...op, context: beginDeadline(op, deadlineMs) }),
      exceeded,
    ]).finally(() => clearTimeout(timer));
  };
}
