import { type Account, can, isClientError } from '@trastienda/shop-client';
import type { Permission } from '@trastienda/shop-contract';
import { createContext, useContext, useEffect } from 'react';

interface SignedIn {
  readonly account: Account;
  /** Asks the server again, for example after a change of the account. */
  readonly refresh: () => void;
}

const SignedInContext = createContext<SignedIn | null>(null);

export const SignedInProvider = SignedInContext.Provider;

/** Returns the signed-in account. Pages within the shell have one. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (signedIn === null) throw new Error('This part of the page needs the shell around it.');
  return signedIn;
}

/** Asks again who is signed in when a call was refused for want of a sign-in: it may have ended in another tab. */
export function useSignInCheck(error: unknown): void {
  const refresh = useContext(SignedInContext)?.refresh;
  const isRefused = isClientError(error, 'ACTOR_UNAUTHENTICATED');
  useEffect(() => {
    if (isRefused) refresh?.();
  }, [isRefused, refresh]);
}

/** Returns whether the signed-in account holds a permission. */
export function useCan(permission: Permission): boolean {
  return can(useSignedIn().account, permission);
}
