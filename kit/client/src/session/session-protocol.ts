/** How a server starts, ends and reports sessions. */
export interface SessionProtocol {
  /**
   * Header of a request that asks for the token of a sign-in in the response (`token`), and of a
   * response that reports that the session has ended (`ended`).
   */
  readonly header: string;
  /**
   * Procedures that may start a session, by path. Their output has a `status`: `signed-in`, with the
   * `token` unless a cookie has it, or another one while something is missing. All procedures beside
   * them change who is calling, and are never batched.
   */
  readonly signIns: readonly string[];
  /** Procedures that end the session that sends them. */
  readonly signOuts: readonly string[];
}

/** The protocol of `@trastienda/auth`. */
export const DEFAULT_SESSION_PROTOCOL: SessionProtocol = {
  header: 'x-session',
  signIns: ['auth.signIn', 'auth.completeSignIn'],
  signOuts: ['auth.signOut', 'account.delete'],
};

/** Answers what a call does to the session. */
export interface SessionPaths {
  /** Returns whether a call may start a session. Such a call sends none. */
  isSignIn(path: string): boolean;
  /** Returns whether a call ends the session that it sends. */
  endsSession(path: string): boolean;
  /** Returns whether a call must be sent alone, because it changes the caller's identity. */
  changesCaller(path: string): boolean;
}

/** Returns the path of a procedure's router, with the dot at its end. */
function routerOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.') + 1);
}

export function createSessionPaths({ signIns, signOuts }: SessionProtocol): SessionPaths {
  const routers = signIns.map(routerOf).filter((router) => router !== '');
  return {
    isSignIn: (path) => signIns.includes(path),
    endsSession: (path) => signOuts.includes(path),
    changesCaller: (path) =>
      [...signIns, ...signOuts].includes(path) || routers.some((router) => path.startsWith(router)),
  };
}
