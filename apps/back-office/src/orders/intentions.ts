/** Keys under which the server does a thing once, however often it is asked. */
export interface Intentions {
  /**
   * Returns the key of an input: the same one as long as the input is the same and no answer has
   * arrived.
   */
  keyOf(input: unknown): string;
  /** The server has answered: the same input is a new intention from now on. */
  answered(): void;
}

/**
 * Creates the keys of one form. When an answer is lost, pressing the button again repeats the same
 * intention, so that no money is refunded twice.
 */
export function createIntentions(newKey: () => string): Intentions {
  let last: { readonly text: string; readonly key: string } | null = null;
  return {
    keyOf(input) {
      const text = JSON.stringify(input);
      if (last?.text !== text) last = { text, key: newKey() };
      return last.key;
    },
    answered() {
      last = null;
    },
  };
}
