import type { TokenStorage } from './session-mode.ts';

/**
 * Keeps a token for as long as the program runs: for scripts, commands and tests.
 *
 * @example
 * const session = { kind: 'token', storage: createMemoryTokenStorage() } as const;
 * const client = createClient({ url: 'http://localhost:3000', session });
 */
export function createMemoryTokenStorage(): TokenStorage {
  let kept: string | null = null;
  return {
    get: () => kept,
    set(token) {
      kept = token;
    },
    clear() {
      kept = null;
    },
  };
}
