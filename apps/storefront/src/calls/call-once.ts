import { isClientError, newIdempotencyKey } from '@trastienda/shop-client';

/** The part of `sessionStorage` that is needed. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PREFIX = 'trastienda:intention:';

/** Where the browser keeps nothing: an intention then ends with the page. */
const memory = new Map<string, string>();
const MEMORY: KeyStorage = {
  getItem: (name) => memory.get(name) ?? null,
  setItem: (name, value) => void memory.set(name, value),
  removeItem: (name) => void memory.delete(name),
};

/** Returns the storage of this tab, which survives a reload. */
function tabStorage(): KeyStorage {
  try {
    return window.sessionStorage;
  } catch {
    // Forbidden by the visitor.
    return MEMORY;
  }
}

interface Kept {
  readonly input: string;
  readonly key: string;
}

function read(storage: KeyStorage, name: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(name) ?? 'null');
    const isKept = typeof kept === 'object' && kept !== null && 'input' in kept && 'key' in kept;
    return isKept ? { input: String(kept.input), key: String(kept.key) } : null;
  } catch {
    return null;
  }
}

function write(storage: KeyStorage, name: string, kept: Kept): void {
  try {
    storage.setItem(name, JSON.stringify(kept));
  } catch {
    // Full: the key still holds for the calls of this page.
    MEMORY.setItem(name, JSON.stringify(kept));
  }
}

/** Returns whether the server has decided on a call, so that the next one is another intention. */
function isDecided(error: unknown): boolean {
  return isClientError(error) && Boolean(error.data) && error.data?.isRetryable === false;
}

/**
 * Makes a call with an idempotency key that is kept until the server has decided on it. A reload after
 * a lost response, and a second click, repeat the same intention, whose effect happens once. Another
 * input is another intention.
 *
 * @example
 * await callOnce(`pay:${checkoutId}`, input, (idempotencyKey) =>
 *   api.checkout.pay.mutate(input, { context: { idempotencyKey } }),
 * );
 */
export async function callOnce<Input, Output>(
  name: string,
  input: Input,
  call: (idempotencyKey: string) => Promise<Output>,
  storage: KeyStorage = tabStorage(),
): Promise<Output> {
  const storageName = PREFIX + name;
  const text = JSON.stringify(input);
  const earlier = read(storage, storageName) ?? read(MEMORY, storageName);
  const key = earlier?.input === text ? earlier.key : newIdempotencyKey();
  write(storage, storageName, { input: text, key });
  const forget = () => {
    storage.removeItem(storageName);
    MEMORY.removeItem(storageName);
  };
  try {
    const output = await call(key);
    forget();
    return output;
  } catch (error) {
    if (isDecided(error)) forget();
    throw error;
  }
}
