const SIGN_INS: ReadonlySet<string> = new Set(['auth.signIn', 'auth.completeSignIn']);
const SESSION_ENDING_CALLS: ReadonlySet<string> = new Set(['auth.signOut', 'account.delete']);

/** Returns whether a call may start a session. Such a call sends none. */
export function isSignIn(path: string): boolean {
  return SIGN_INS.has(path);
}

/** Returns whether a call ends the session that it sends. */
export function endsSession(path: string): boolean {
  return SESSION_ENDING_CALLS.has(path);
}

/** Returns whether a call must be sent alone, because it changes the caller's identity. */
export function changesCaller(path: string): boolean {
  return path.startsWith('auth.') || endsSession(path);
}
