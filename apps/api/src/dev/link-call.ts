/** The calls of the storefront pages that email links open; the caller fills in passwords. */
const CALLS: Readonly<Record<string, { readonly procedure: string; readonly rest: object }>> = {
  '/verify-email': { procedure: 'auth.verifyEmail', rest: { password: '…' } },
  '/reset-password': { procedure: 'auth.resetPassword', rest: { password: '…' } },
  '/order': { procedure: 'orders.getByLink', rest: {} },
  '/confirm-email': { procedure: 'auth.confirmEmailChange', rest: {} },
  '/newsletter/confirm': { procedure: 'forms.confirmNewsletter', rest: {} },
  '/newsletter/unsubscribe': { procedure: 'forms.unsubscribe', rest: {} },
};

/**
 * Returns the command line that does what the page behind a link would: a development machine has
 * no storefront. Null for links without a token. The token is validated, so that an email cannot
 * inject shell commands.
 */
export function curlOfLink(link: string, serverUrl: string): string | null {
  if (!URL.canParse(link)) return null;
  const { pathname, hash } = new URL(link);
  const [, token] = /^#token=([\w.-]{20,200})$/.exec(hash) ?? [];
  const [, call] = Object.entries(CALLS).find(([page]) => pathname.endsWith(page)) ?? [];
  if (call === undefined || token === undefined) return null;
  const input = JSON.stringify({ token, ...call.rest });
  return `curl -X POST ${serverUrl}/trpc/${call.procedure} -H 'content-type: application/json' -d '${input}'`;
}
