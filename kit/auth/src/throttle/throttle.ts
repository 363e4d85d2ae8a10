import type { RateLimit } from '@trastienda/base';
import type { RateLimitStore } from '@trastienda/mongo';
import type { AuthLimits } from '../config.ts';
import type { SignInOutcome } from '../services.ts';
import type { CounterKeyOf } from './counter-keys.ts';
import { type Counter, createCounters, settle } from './counters.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** How long a source stays familiar to an account after a sign-in. */
const FAMILIAR_SECONDS = 90 * DAY_SECONDS;

/** More wrong codes within a day than typing errors explain. */
const WRONG_CODES_BEFORE_NOTICE = 5;

/** Why an email is sent. */
type EmailPurpose = 'sign-up' | 'reset-password' | 'change-email';

/**
 * Rate limits on guesses of secrets and on emails, across all processes. Attempts are counted
 * before they run, and the count is returned unless they were wrong guesses; an attempt that one
 * limit rejects is counted by none of the others. Each kind of secret has separate counters, so
 * that a correct one resets no guesses of another, and guessing at one blocks no other.
 */
export interface Throttle {
  /** Runs a sign-in attempt by password. After a complete sign-in its source is familiar. */
  signIn<Outcome extends SignInOutcome>(
    emailKey: string,
    source: string,
    attempt: () => Promise<Outcome>,
  ): Promise<Outcome>;
  /**
   * Makes a source familiar to the account and resets the wrong guesses that count against it.
   * Never rejects.
   */
  trustSource(emailKey: string, source: string): Promise<void>;
  /** Runs an attempt to present an account's password in one of its sessions. */
  ownPassword<Result>(
    accountId: string,
    sessionId: string,
    attempt: () => Promise<Result>,
  ): Promise<Result>;
  /** Runs an attempt to present an account's second factor. */
  secondFactor<Result>(accountId: string, attempt: () => Promise<Result>): Promise<Result>;
  /**
   * Counts a wrong code. Returns true once a day at most: for the code after which typing errors
   * are unlikely.
   */
  countWrongCode(accountId: string): Promise<boolean>;
  /** Runs an attempt to add an authenticator app to an account in one of its sessions. */
  enrollment<Result>(
    accountId: string,
    sessionId: string,
    attempt: () => Promise<Result>,
  ): Promise<Result>;
  /**
   * Resets the wrong second factors of an account after a password reset: their guesser knew the
   * old password. At most once a day, so that access to the mailbox does not allow unlimited
   * guesses. Never rejects.
   */
  resetSecondFactor(accountId: string): Promise<void>;
  /** Counts a use of an emailed link. */
  link(source: string): Promise<void>;
  /**
   * Counts an email that any visitor can cause. Each purpose has separate counters, so that
   * strangers who sign up with an address do not keep its owner from resetting the password.
   * `check` runs after the source is counted and before the address is: an input that it rejects
   * leaves the address's limit alone.
   */
  email(
    purpose: EmailPurpose,
    emailKey: string,
    source: string,
    check?: () => Promise<void>,
  ): Promise<void>;
}

export function createThrottle(
  store: RateLimitStore,
  { limits, keyOf }: { readonly limits: AuthLimits; readonly keyOf: CounterKeyOf },
): Throttle {
  const named = {
    pair: { name: 'sign-in-pair', ...limits.signInPair },
    strangers: { name: 'sign-in-strangers', ...limits.signInAccount },
    familiar: { name: 'sign-in-familiar', ...limits.signInAccount },
    source: { name: 'sign-in-source', ...limits.signInSource },
    familiarity: { name: 'sign-in-familiarity', points: 1, seconds: FAMILIAR_SECONDS },
    emailAddress: { name: 'mail-address', ...limits.emailAddress },
    emailAddressDay: { name: 'mail-address-day', ...limits.emailAddressDay },
    emailSource: { name: 'mail-source', ...limits.emailSource },
    ownPassword: { name: 'own-password', ...limits.ownPassword },
    secondFactor: { name: 'second-factor', ...limits.secondFactor },
    secondFactorDay: { name: 'second-factor-day', ...limits.secondFactorDay },
    codesPiled: {
      name: 'second-factor-piled',
      points: WRONG_CODES_BEFORE_NOTICE,
      seconds: DAY_SECONDS,
    },
    forgiven: { name: 'second-factor-forgiven', points: 1, seconds: DAY_SECONDS },
    enrollment: { name: 'totp-enrolment', ...limits.enrollment },
  } as const satisfies Record<string, RateLimit>;

  const { consume, guess, reset } = createCounters(store);
  const by = (name: keyof typeof named, ...parts: readonly string[]): Counter => ({
    limit: named[name],
    key: keyOf(...parts),
  });

  const isFamiliar = async (emailKey: string, source: string): Promise<boolean> => {
    const { limit, key } = by('familiarity', emailKey, source);
    return (await store.peek(limit, key)).remaining === 0;
  };

  const becomeFamiliar = async (emailKey: string, source: string): Promise<void> => {
    const { limit, key } = by('familiarity', emailKey, source);
    await store.consume(limit, key);
  };

  const guessInSession = async <Result>(
    counter: Counter,
    wrong: 'PASSWORD_INCORRECT' | 'SECOND_FACTOR_INVALID',
    work: () => Promise<Result>,
  ): Promise<Result> => {
    const result = await guess([counter], [wrong], work);
    await reset([counter]);
    return result;
  };

  return {
    async signIn(emailKey, source, attempt) {
      const isKnownHere = await isFamiliar(emailKey, source);
      const pair = by('pair', emailKey, source);
      const account = isKnownHere ? by('familiar', emailKey, source) : by('strangers', emailKey);
      const counters = [by('source', source), pair, account];
      const outcome = await guess(counters, ['SIGN_IN_REJECTED'], attempt);
      const isNewHere = outcome.kind === 'started' && !isKnownHere;
      await settle([reset([pair]), ...(isNewHere ? [becomeFamiliar(emailKey, source)] : [])]);
      return outcome;
    },

    trustSource: (emailKey, source) =>
      settle([
        becomeFamiliar(emailKey, source),
        reset([by('pair', emailKey, source), by('familiar', emailKey, source)]),
      ]),

    ownPassword: (accountId, sessionId, attempt) =>
      guessInSession(by('ownPassword', accountId, sessionId), 'PASSWORD_INCORRECT', attempt),

    async secondFactor(accountId, attempt) {
      const recent = by('secondFactor', accountId);
      const counters = [recent, by('secondFactorDay', accountId)];
      const result = await guess(counters, ['SECOND_FACTOR_INVALID'], attempt);
      // The daily count stays: an owner's sign-in must not give an attacker twenty more guesses
      // each time.
      await reset([recent]);
      return result;
    },

    async countWrongCode(accountId) {
      const { limit, key } = by('codesPiled', accountId);
      const { isAllowed, remaining } = await store.consume(limit, key);
      return isAllowed && remaining === 0;
    },

    enrollment: (accountId, sessionId, attempt) =>
      guessInSession(by('enrollment', accountId, sessionId), 'SECOND_FACTOR_INVALID', attempt),

    async resetSecondFactor(accountId) {
      const first = consume([by('forgiven', accountId)]).then(() =>
        reset([by('secondFactor', accountId), by('secondFactorDay', accountId)]),
      );
      await settle([first]);
    },

    link: (source) => consume([by('emailSource', source)]),

    async email(purpose, emailKey, source, check) {
      const bySource = by('emailSource', source);
      // For a familiar source, emails that strangers caused that day do not count.
      const place = (await isFamiliar(emailKey, source)) ? [source] : [];
      const byAddress = [
        by('emailAddress', purpose, emailKey),
        by('emailAddressDay', purpose, emailKey, ...place),
      ];
      if (check === undefined) return consume([bySource, ...byAddress]);
      await consume([bySource]);
      await check();
      await consume(byAddress);
    },
  };
}
