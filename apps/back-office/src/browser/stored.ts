/** A value that this browser keeps, and that all tabs of it share. */
export interface Stored<Value> {
  get(): Value;
  set(value: Value): void;
  /** Calls the listener after each change, also one that another tab made. */
  subscribe(listener: () => void): () => void;
}

const PREFIX = 'trastienda.office.';

/** Pages are also rendered at build time, where there is no storage; a browser can forbid it. */
function storage(): Storage | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage;
  } catch {
    return null;
  }
}

function parseJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Creates a value in `localStorage` under a name. `parse` gets what is stored, which may be of an
 * older version, or undefined when nothing is.
 *
 * @example
 * const theme = createStored('theme', (value) => (value === 'dark' ? 'dark' : 'light'));
 */
export function createStored<Value>(name: string, parse: (value: unknown) => Value): Stored<Value> {
  const key = `${PREFIX}${name}`;
  const listeners = new Set<() => void>();
  let text: string | null = null;
  let value = parse(undefined);
  let isRead = false;

  /** Parses only what has changed: React requires the same object until then. */
  const read = () => {
    const current = storage()?.getItem(key) ?? text;
    if (isRead && current === text) return value;
    isRead = true;
    text = current;
    value = parse(parseJson(current));
    return value;
  };
  const onStorage = (event: StorageEvent) => {
    if (event.key === key || event.key === null) for (const listener of listeners) listener();
  };

  return {
    get: read,
    set(next) {
      isRead = true;
      text = JSON.stringify(next);
      value = next;
      try {
        storage()?.setItem(key, text);
      } catch {
        // A full or forbidden storage: the value lasts until the page is closed.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      if (listeners.size === 0) globalThis.addEventListener?.('storage', onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) globalThis.removeEventListener?.('storage', onStorage);
      };
    },
  };
}
