import { createContext } from 'react-router';

/** Nonce of the page's scripts. */
export const nonceContext = createContext<string>('');

/** Reports an unexpected error. */
export const reportContext = createContext<(error: unknown) => void>(() => {});
