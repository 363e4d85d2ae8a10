import type { Caller } from '@trastienda/shop-client';
import { useCallback, useEffect, useState } from 'react';
import { client } from './api.ts';

export interface CallerState {
  /** Null until the server has answered. */
  readonly caller: Caller | null;
  /** Why the server could not be asked; null otherwise. */
  readonly error: unknown;
  readonly retry: () => void;
}

/** Asks who the caller is. Visitors get an answer too, so that theirs is no failed request. */
export function useCaller(): CallerState {
  const [caller, setCaller] = useState<Caller | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    client.auth.me.query(undefined, { signal }).then(setCaller, (failure: unknown) => {
      if (!signal.aborted) setError(failure);
    });
    return () => controller.abort();
  }, [attempt]);
  const retry = useCallback(() => {
    setError(null);
    setAttempt((before) => before + 1);
  }, []);
  return { caller, error, retry };
}
