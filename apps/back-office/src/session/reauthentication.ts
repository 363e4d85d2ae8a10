/** A question to the person at the browser for a proof of identity. */
export interface Reauthentication {
  /** True while an answer is awaited. */
  isRequested(): boolean;
  subscribe(listener: () => void): () => void;
  /** Resolves to true after the proof, to false when the person gives up. Callers share a question. */
  request(): Promise<boolean>;
  answer(isProven: boolean): void;
}

/**
 * Creates the question that calls wait for while the server asks for a recent sign-in. The dialog
 * shows it and answers.
 */
export function createReauthentication(): Reauthentication {
  const listeners = new Set<() => void>();
  let pending: PromiseWithResolvers<boolean> | null = null;
  const notify = () => {
    for (const listener of listeners) listener();
  };
  return {
    isRequested: () => pending !== null,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    request() {
      pending ??= withResolvers();
      notify();
      return pending.promise;
    },
    answer(isProven) {
      const answered = pending;
      pending = null;
      answered?.resolve(isProven);
      notify();
    },
  };
}

interface PromiseWithResolvers<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
}

function withResolvers(): PromiseWithResolvers<boolean> {
  let resolve: (value: boolean) => void = () => {};
  const promise = new Promise<boolean>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
