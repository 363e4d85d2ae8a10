import { useEffect, useState } from 'react';

/** The fragment of the page's address is not read yet: the server does not receive it. */
export const UNREAD = undefined;

/** Returns the secret in the fragment of an email's link, `#token=…`; null when there is none. */
function readToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  return token === '' ? null : token;
}

/**
 * Returns the secret of the email's link with which the page was opened, and removes it from the
 * address and the history of the browser. `UNREAD` while the server renders; null without a secret.
 */
export function useLinkToken(): string | null | typeof UNREAD {
  const [token, setToken] = useState<string | null | typeof UNREAD>(UNREAD);
  useEffect(() => {
    const read = () => {
      const found = readToken();
      setToken((known) => found ?? known ?? null);
      if (found === null) return;
      history.replaceState(history.state, '', location.pathname + location.search);
    };
    read();
    // Another link to the same page, opened in the same tab, only changes the fragment.
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return token;
}
