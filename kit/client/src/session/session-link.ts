import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { ClientProtocol } from '../client-options.ts';
import type { SessionPaths } from './session-protocol.ts';
import type { SessionWatch } from './session-watch.ts';

/**
 * Returns the token of a completed sign-in, null for a cookie; undefined when it is not complete.
 */
function startedToken(data: unknown): string | null | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (!('status' in data) || data.status !== 'signed-in') return undefined;
  return 'token' in data && typeof data.token === 'string' ? data.token : null;
}

interface SessionLinkOptions {
  readonly onSignedIn: ClientProtocol['onSignedIn'];
  readonly watch: SessionWatch;
  readonly paths: SessionPaths;
}

/** Applies the outcome of a call to the client's session. */
async function applyOutcome(
  { watch, paths, onSignedIn }: SessionLinkOptions,
  { path, signal }: Operation,
  response: unknown,
  outcome: { readonly data: unknown } | { readonly reason: string | undefined },
): Promise<void> {
  if (typeof response !== 'object' || response === null) return;
  if ('data' in outcome) {
    if (paths.isSignIn(path)) {
      const token = startedToken(outcome.data);
      if (token === undefined) return;
      await watch.begin(token);
      // The sign-in has succeeded even if this fails, and it can be repeated.
      return onSignedIn?.(signal).catch(() => {});
    }
    return paths.endsSession(path) ? watch.leave(response) : watch.check(response);
  }
  // A caller who signs in need not learn that the previous session has ended.
  if (!paths.isSignIn(path)) await watch.check(response, outcome.reason);
}

/** Resolves a call only after the session is stored or cleared as the call requires. */
export function sessionLink<Router extends AnyTRPCRouter>(
  options: SessionLinkOptions,
): TRPCLink<Router> {
  const { watch, paths } = options;
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let applied = Promise.resolve();
        const finish = paths.endsSession(op.path) ? watch.startLeaving() : () => {};
        const fail = (cause: unknown) =>
          observer.error(TRPCClientError.from(cause instanceof Error ? cause : { cause }));
        const subscription = next(op).subscribe({
          next(envelope) {
            const data = 'data' in envelope.result ? envelope.result.data : undefined;
            applied = applyOutcome(options, op, envelope.context?.response, { data });
            applied.then(() => observer.next(envelope), fail);
          },
          error(error) {
            finish();
            const reason = error.data?.reason;
            const report = () => observer.error(error);
            // The call's failure is more informative than a later one of the storage.
            applyOutcome(options, op, error.meta?.response, { reason }).then(report, report);
          },
          complete() {
            applied.then(() => observer.complete(), fail);
          },
        });
        return () => {
          subscription.unsubscribe();
          finish();
        };
      });
}
