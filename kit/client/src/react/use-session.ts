import { useCallback, useEffect, useRef, useState } from 'react';
import { errorDataOf } from '../errors/client-error.ts';
import { onSessionChange } from '../session/session-listeners.ts';

/** A client whose server tells who is signed in, as that of `@trastienda/auth` does. */
export interface SessionClient<Account> {
  readonly account: {
    readonly get: {
      query(input?: undefined, options?: { readonly signal: AbortSignal }): Promise<Account>;
    };
  };
}

export interface Session<Account> {
  /** Null when signed out; undefined until the server has answered. */
  readonly account: Account | null | undefined;
  /** Why the server could not be asked; null after an answer. */
  readonly error: unknown;
  /** Asks again, for example after the account was changed. */
  readonly refresh: () => void;
}

const isSignedOut = (error: unknown) => errorDataOf(error)?.httpStatus === 401;

/**
 * Tells who is signed in. It follows the client's sign-ins and sign-outs and the end of its session,
 * whichever part of the page they come from.
 *
 * @example
 * const { account } = useSession(client);
 */
export function useSession<Account>(client: SessionClient<Account>): Session<Account> {
  const [account, setAccount] = useState<Account | null>();
  const [error, setError] = useState<unknown>(null);
  const loading = useRef<AbortController | null>(null);

  /** Makes the answer of an earlier question irrelevant. */
  const stop = useCallback(() => loading.current?.abort(), []);

  const refresh = useCallback(() => {
    stop();
    const controller = new AbortController();
    loading.current = controller;
    const { signal } = controller;
    const settle = (failure: unknown, found?: Account | null) => {
      if (signal.aborted) return;
      setError(failure);
      if (found !== undefined) setAccount(found);
    };
    client.account.get.query(undefined, { signal }).then(
      (found) => settle(null, found),
      (failure: unknown) => (isSignedOut(failure) ? settle(null, null) : settle(failure)),
    );
  }, [client, stop]);

  useEffect(() => {
    const unsubscribe = onSessionChange(client, (hasSession) => {
      if (hasSession) return refresh();
      stop();
      setError(null);
      setAccount(null);
    });
    refresh();
    return () => {
      unsubscribe();
      stop();
    };
  }, [client, refresh, stop]);

  return { account, error, refresh };
}
