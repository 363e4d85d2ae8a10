import { createContext, useContext } from 'react';

const RequestIdContext = createContext<string | undefined>(undefined);

/** Provides the id of the request while the server renders. */
export const RequestIdProvider = RequestIdContext.Provider;

/**
 * Returns the id of the request of an error page, for visitors who write to the shop. Browsers have it as an
 * attribute of the page: other pages have none, since they may be shown to several visitors.
 */
export function useRequestId(): string | undefined {
  const rendered = useContext(RequestIdContext);
  return typeof document === 'undefined' ? rendered : document.documentElement.dataset.requestId;
}
