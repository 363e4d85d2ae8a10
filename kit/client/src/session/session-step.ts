import { type Operation, TRPCClientError } from '@trpc/client';
import type { CallStep } from '../calls/call-steps.ts';
import type { ClientProtocol } from '../client-options.ts';
import { errorDataOf } from '../errors/client-error.ts';
import { fieldsOf } from '../fields-of.ts';
import type { SessionPaths } from './session-protocol.ts';
import type { SessionWatch } from './session-watch.ts';

/**
 * Returns the token of a completed sign-in, null for a cookie; undefined when it is not complete.
 */
function startedToken(data: unknown): string | null | undefined {
  const { status, token } = fieldsOf(data);
  if (status !== 'signed-in') return undefined;
  return typeof token === 'string' ? token : null;
}

interface SessionStepOptions {
  readonly onSignedIn: ClientProtocol['onSignedIn'];
  readonly watch: SessionWatch;
  readonly paths: SessionPaths;
}

/** Resolves a call only after the session is stored or cleared as the call requires. */
export function sessionStep({ watch, paths, onSignedIn }: SessionStepOptions): CallStep {
  /** Applies an answer to the client's session. */
  async function apply({ path, signal }: Operation, response: unknown, data: unknown) {
    if (paths.endsSession(path)) return watch.leave(response);
    if (!paths.isSignIn(path)) return watch.check(response);
    const token = startedToken(data);
    if (token === undefined) return;
    await watch.begin(token);
    // The sign-in has succeeded even if this fails, and it can be repeated.
    return onSignedIn?.(signal).catch(() => {});
  }

  /** Looks whether a failure reports the end of the session. */
  async function check({ path }: Operation, error: unknown) {
    // A caller who signs in need not learn that the previous session has ended.
    if (paths.isSignIn(path) || !(error instanceof TRPCClientError)) return;
    await watch.check(error.meta?.response, errorDataOf(error)?.reason);
  }

  return async (op, send) => {
    const finish = paths.endsSession(op.path) ? watch.startLeaving() : () => {};
    const answer = await send(op).catch(async (error) => {
      finish();
      // The call's failure is more informative than a later one of the storage.
      await check(op, error).catch(() => {});
      throw error;
    });
    const { context, result } = answer;
    await apply(op, context?.response, 'data' in result && result.data).finally(finish);
    return answer;
  };
}
