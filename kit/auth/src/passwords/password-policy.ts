import { AuthError, MAX_PASSWORD_LENGTH, type PasswordProblem } from '@trastienda/auth-contract';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { dictionary as spanish } from '@zxcvbn-ts/language-es-es';
import { compactForm } from './compact-form.ts';
import { contextWords, isMadeOfWords } from './context-words.ts';
import { WELL_KNOWN_PHRASES } from './well-known-phrases.ts';

export interface PasswordPolicy {
  /**
   * Checks a new password against length, common passwords and facts about its owner (`context`:
   * email address, name, …).
   *
   * @throws {AuthError} PASSWORD_UNACCEPTABLE with the problem, and its message under `field`, when the
   * password is rejected.
   */
  check(password: string, field: string, context: readonly string[]): void;
}

export interface PasswordRules {
  /** In code points. */
  readonly minLength: number;
  /** Its words do not make a password stronger. */
  readonly applicationName: string;
}

/**
 * Bounds of the estimate, whose time on the event loop grows with the square of the length and with
 * the number of substitutions (`4` for `a`). With the library's defaults of 256 and 100 a hostile
 * text blocks the event loop for hundreds of milliseconds; with these for ten or twenty. A password
 * that is strong up to here is strong.
 */
const MAX_ESTIMATED_LENGTH = 64;
const MAX_SUBSTITUTIONS = 5;

/** The library's best score. */
const ENOUGH_GUESSES_LOG10 = 10;

/** Leaked passwords, well-known phrases and the most common words of the supported languages. */
const DICTIONARY = {
  ...common,
  'commonWords-en': english['commonWords-en'],
  'commonWords-es-es': spanish['commonWords-es-es'],
  phrases: [...WELL_KNOWN_PHRASES],
};

let sharedEstimator: ZxcvbnFactory | undefined;

/**
 * Returns the estimator. Ranks the dictionaries at the first call, which takes about 30 ms that a
 * start need not spend.
 */
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
 * Creates the policy of NIST SP 800-63B-4, section 3.1.1.2: a minimum length and a blocklist, no
 * composition rules. The blocklist is an estimate of guesses that knows common passwords, keyboard
 * patterns, dates, repetitions and the words of `context`. It judges both the password and its
 * compact form: capitals and separators make no phrase acceptable.
 */
export function createPasswordPolicy({
  minLength,
  applicationName,
}: PasswordRules): PasswordPolicy {
  /**
   * Compares the estimate with the required strength. Random characters score one power of ten
   * each, so that short passwords can pass where short ones are allowed.
   */
  function isEasy(text: string, words: readonly string[]): boolean {
    const enough = Math.min(minLength, ENOUGH_GUESSES_LOG10, Array.from(text).length);
    return estimator().check(text, [...words]).guessesLog10 < enough;
  }

  const messages: Readonly<Record<PasswordProblem, string>> = {
    'too-short': `must have at least ${minLength} characters`,
    'too-long': `must have at most ${MAX_PASSWORD_LENGTH} characters`,
    'not-text': 'has characters that are not text',
    personal: 'must not be made of your name, your email address or the name of this site',
    guessable: 'is too easy to guess; a few more words help',
  };

  function findProblem(password: string, context: readonly string[]): PasswordProblem | null {
    const length = Array.from(password).length;
    if (length < minLength) return 'too-short';
    if (length > MAX_PASSWORD_LENGTH) return 'too-long';
    if (LONE_SURROGATE.test(password)) return 'not-text';

    const words = contextWords([...context, applicationName]);
    const compact = compactForm(password) ?? password;
    if (isMadeOfWords(password, words) || isMadeOfWords(compact, words)) return 'personal';
    const isTooEasy = isEasy(password, words) || (compact !== password && isEasy(compact, words));
    return isTooEasy ? 'guessable' : null;
  }

  return {
    check(password, field, context) {
      const problem = findProblem(password.normalize('NFKC'), context);
      if (problem !== null) {
        throw new AuthError('PASSWORD_UNACCEPTABLE', {
          details: { problem, minLength, maxLength: MAX_PASSWORD_LENGTH },
          fields: { [field]: [messages[problem]] },
        });
      }
    },
  };
}
