import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '../app-router.ts';
import { isSignIn, isSignOff } from './session-paths.ts';
import type { SessionWatch } from './session-watch.ts';

/** The token of a completed sign-in, null for a cookie; undefined when it is not complete. */
function startedToken(data: unknown): string | null | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (!('status' in data) || data.status !== 'signed-in') return undefined;
  return 'token' in data && typeof data.token === 'string' ? data.token : null;
}

/** What else a sign-in brings with it; the signal is the sign-in's. */
export type OnSignedIn = (signal: AbortSignal | null | undefined) => Promise<void>;

/** Does what the answer to a call means for the client's session. */
async function follow(
  watch: SessionWatch,
  onSignedIn: OnSignedIn,
  { path, signal }: Operation,
  response: unknown,
  outcome: { readonly data: unknown } | { readonly reason: string | undefined },
): Promise<void> {
  if (typeof response !== 'object' || response === null) return;
  if ('data' in outcome) {
    if (isSignIn(path)) {
      const token = startedToken(outcome.data);
      if (token === undefined) return;
      await watch.begin(token);
      // Somebody is signed in, whatever becomes of the rest, which can be done again.
      return onSignedIn(signal).catch(() => {});
    }
    return isSignOff(path) ? watch.leave(response) : watch.check(response);
  }
  // Whoever signs in does not want to hear that a session before has ended.
  if (!isSignIn(path)) await watch.check(response, outcome.reason);
}

/** Lets a call end only when the session is where the call leaves it: stored, or cleared. */
export function sessionLink(watch: SessionWatch, onSignedIn: OnSignedIn): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let followed = Promise.resolve();
        const finish = isSignOff(op.path) ? watch.startLeaving() : () => {};
        const fail = (cause: unknown) =>
          observer.error(TRPCClientError.from(cause instanceof Error ? cause : { cause }));
        const subscription = next(op).subscribe({
          next(envelope) {
            const data = 'data' in envelope.result ? envelope.result.data : undefined;
            followed = follow(watch, onSignedIn, op, envelope.context?.response, { data });
            followed.then(() => observer.next(envelope), fail);
          },
          error(error) {
            finish();
            const reason = error.data?.reason;
            const told = () => observer.error(error);
            // The failure of the call says more than one of the storage after it.
            follow(watch, onSignedIn, op, error.meta?.response, { reason }).then(told, told);
          },
          complete() {
            followed.then(() => observer.complete(), fail);
          },
        });
        return () => {
          subscription.unsubscribe();
          finish();
        };
      });
}
