import { MAX_PASSWORD_LENGTH, ShopError } from '@trastienda/contract';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { dictionary as spanish } from '@zxcvbn-ts/language-es-es';
import { compactForm } from './compact-form.ts';
import { contextWords, isMadeOfWords } from './context-words.ts';
import { WELL_KNOWN_PHRASES } from './well-known-phrases.ts';

export interface PasswordPolicy {
  /**
   * Throws `PASSWORD_UNACCEPTABLE` with messages under `field` for a new password that is too short,
   * too common or too close to what is known of its owner (`context`: email address, name, …).
   */
  check(password: string, field: string, context: readonly string[]): void;
}

export interface PasswordRules {
  /** In code points. */
  readonly minLength: number;
  /** Its words make a password no better. */
  readonly shopName: string;
}

/**
 * The estimate takes time by the square of the length and by the substitutions (`4` for `a`) that it
 * tries, on the event loop: with the library's 256 and 100 a hostile text stops it for hundreds of
 * milliseconds, with these for ten or twenty. A password that is good up to here is good.
 */
const MAX_ESTIMATED_LENGTH = 64;
const MAX_SUBSTITUTIONS = 5;

/** The library's best score. */
const ENOUGH_GUESSES_LOG10 = 10;

/** Passwords that others had, phrases that all know, and the words that people here say most. */
const DICTIONARY = {
  ...common,
  'commonWords-en': english['commonWords-en'],
  'commonWords-es-es': spanish['commonWords-es-es'],
  phrases: [...WELL_KNOWN_PHRASES],
};

let sharedEstimator: ZxcvbnFactory | undefined;

/** Ranks the dictionaries at the first call, which takes some 30 ms that a start need not wait. */
function estimator(): ZxcvbnFactory {
  sharedEstimator ??= new ZxcvbnFactory({
    dictionary: DICTIONARY,
    graphs: adjacencyGraphs,
    maxLength: MAX_ESTIMATED_LENGTH,
    l33tMaxSubstitutions: MAX_SUBSTITUTIONS,
  });
  return sharedEstimator;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * NIST SP 800-63B-4, section 3.1.1.2: length and a blocklist, no rules of composition. The blocklist
 * is an estimate of guesses that knows common passwords, keyboards, dates, repetitions and what is
 * said in `context`. It judges the password as it is written and in its compact form: capitals and
 * separators make no phrase acceptable.
 */
export function createPasswordPolicy({ minLength, shopName }: PasswordRules): PasswordPolicy {
  /**
   * The estimate of random characters is ten to the power of their number, so that short ones can
   * pass where short ones are allowed.
   */
  function isEasy(text: string, words: readonly string[]): boolean {
    const enough = Math.min(minLength, ENOUGH_GUESSES_LOG10, Array.from(text).length);
    return estimator().check(text, [...words]).guessesLog10 < enough;
  }

  function findFault(password: string, context: readonly string[]): string | null {
    const length = Array.from(password).length;
    if (length < minLength) return `must have at least ${minLength} characters`;
    if (length > MAX_PASSWORD_LENGTH) return `must have at most ${MAX_PASSWORD_LENGTH} characters`;
    if (LONE_SURROGATE.test(password)) return 'has characters that are not text';

    const words = contextWords([...context, shopName]);
    const compact = compactForm(password) ?? password;
    if (isMadeOfWords(password, words) || isMadeOfWords(compact, words)) {
      return 'must not be made of your name, your email address or the name of the shop';
    }
    const isTooEasy = isEasy(password, words) || (compact !== password && isEasy(compact, words));
    return isTooEasy ? 'is too easy to guess; a few more words help' : null;
  }

  return {
    check(password, field, context) {
      const fault = findFault(password.normalize('NFKC'), context);
      if (fault !== null) {
        throw new ShopError('PASSWORD_UNACCEPTABLE', { fields: { [field]: [fault] } });
      }
    },
  };
}
