/** Link of an account's email that the page was opened with. */
export interface EmailLink {
  /** Last segment of its path, such as `verify-email`. */
  readonly name: string;
  readonly token: string;
}

/** Returns the link of an email in an address, or null: the secret is in its fragment, `#token=…`. */
export function readEmailLink({
  pathname,
  hash,
}: Pick<URL, 'pathname' | 'hash'>): EmailLink | null {
  const token = new URLSearchParams(hash.slice(1)).get('token');
  if (token === null || token === '') return null;
  return { name: pathname.slice(pathname.lastIndexOf('/') + 1), token };
}
