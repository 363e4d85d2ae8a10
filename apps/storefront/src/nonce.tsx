import { createContext, useContext } from 'react';

const NonceContext = createContext<string | undefined>(undefined);

/** Provides the nonce of the page's scripts while the server renders; browsers hide nonces, and need none. */
export const NonceProvider = NonceContext.Provider;

/** Returns the nonce that an inline script needs to be allowed by the page's policy. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
