import { type Account, can } from '@trastienda/shop-client';
import type { Permission } from '@trastienda/shop-contract';
import { createContext, useContext } from 'react';

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

/** Returns whether the signed-in account holds a permission. */
export function useCan(permission: Permission): boolean {
  return can(useSignedIn().account, permission);
}
