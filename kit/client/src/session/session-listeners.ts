/** Listener of a client's session: true when one has started, false when it is over. */
export type SessionListener = (hasSession: boolean) => void;

interface SessionListeners {
  readonly notify: SessionListener;
  readonly add: (listener: SessionListener) => () => void;
}

/** Creates the listeners of one client. */
export function createSessionListeners(): SessionListeners {
  const listeners = new Set<SessionListener>();
  return {
    notify(hasSession) {
      for (const listener of listeners) listener(hasSession);
    },
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Kept beside the clients, whose properties are all procedures of their routers. */
const listenersOf = new WeakMap<object, SessionListeners>();

export function registerSessionListeners(client: object, listeners: SessionListeners): void {
  listenersOf.set(client, listeners);
}

/**
 * Calls the listener after each sign-in, sign-out and end of the session by a client of
 * `createClient`; other objects have no sessions to report. Returns a function that stops it.
 */
export function onSessionChange(client: object, listener: SessionListener): () => void {
  return listenersOf.get(client)?.add(listener) ?? (() => {});
}
