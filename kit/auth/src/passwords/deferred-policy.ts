import type { PasswordPolicy, PasswordRules } from './password-policy.ts';

/** A `PasswordPolicy` whose dictionaries are loaded when they are first needed. */
export interface DeferredPasswordPolicy {
  /** Does what `PasswordPolicy.check` does; rejects where that throws. */
  check(...input: Parameters<PasswordPolicy['check']>): Promise<void>;
}

let loading: Promise<typeof import('./password-policy.ts')> | undefined;

async function load(): Promise<typeof import('./password-policy.ts')> {
  // One after the other: each blocks the event loop while it is decompressed.
  await import('@zxcvbn-ts/language-common');
  await import('@zxcvbn-ts/language-en');
  await import('@zxcvbn-ts/language-es-es');
  return import('./password-policy.ts');
}

function loadOnce(): Promise<typeof import('./password-policy.ts')> {
  loading ??= load();
  return loading;
}

/**
 * Loads the dictionaries with which new passwords are checked. A server calls it once it is ready,
 * so that the first visitor who chooses a password need not wait for them.
 */
export async function loadPasswordDictionaries(): Promise<void> {
  await loadOnce();
}

/**
 * Creates a policy that loads the dictionaries at the first check. Decompressing them takes about a
 * seventh of the CPU time of a start, and commands and most starts never check a password.
 */
export function createDeferredPolicy(rules: PasswordRules): DeferredPasswordPolicy {
  return {
    async check(password, field, context) {
      const { createPasswordPolicy } = await loadOnce();
      createPasswordPolicy(rules).check(password, field, context);
    },
  };
}
