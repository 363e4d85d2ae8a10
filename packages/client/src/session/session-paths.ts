const SIGN_INS: ReadonlySet<string> = new Set(['auth.signIn', 'auth.completeSignIn']);
const SIGN_OFFS: ReadonlySet<string> = new Set(['auth.signOut', 'account.delete']);

/** Whether a call may begin a session. It presents none. */
export function isSignIn(path: string): boolean {
  return SIGN_INS.has(path);
}

/** Whether a call ends the session that it presents. */
export function isSignOff(path: string): boolean {
  return SIGN_OFFS.has(path);
}

/** Whether a call goes alone: one that changes who is calling must not share a request. */
export function changesCaller(path: string): boolean {
  return path.startsWith('auth.') || isSignOff(path);
}
