/** Listener of a client's session: true when one has started, false when it is over. */
export type SessionListener = (hasSession: boolean) => void;

/** Kept beside the clients, whose properties are all procedures of their routers. */
const listenersOf = new WeakMap<object, Set<SessionListener>>();

export function registerSessionListeners(client: object, listeners: Set<SessionListener>): void {
  listenersOf.set(client, listeners);
}

/**
 * Calls the listener after each sign-in, sign-out and end of the session by a client of
 * `createClient`; other objects have no sessions to report. Returns a function that stops it.
 */
export function onSessionChange(client: object, listener: SessionListener): () => void {
  const listeners = listenersOf.get(client);
  listeners?.add(listener);
  return () => {
    listeners?.delete(listener);
  };
}
