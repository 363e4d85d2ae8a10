import type { AuthLimits } from '../config.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Default limits on guesses of secrets and on emails.
 *
 * NIST SP 800-63B-4, section 3.2.2, requires disabling an authenticator after at most 100 failed
 * attempts in a row. These limits do not disable it: a lock that holds until the owner proves their
 * identity lets strangers lock people out. They bound the guesses per day instead, and each ends by
 * itself.
 *
 * For the same reason a familiar source (one that the account was signed in or its password was
 * reset from) has a separate limit, as large as that of all other sources together. A stranger can
 * use up only the strangers' limit, and an owner in a new place gets in through the mailbox.
 */
export const DEFAULT_LIMITS: AuthLimits = {
  // A person stops after a few typos; a program gets at most 960 a day, and then meets the next
  // limit.
  signInPair: { points: 10, seconds: 15 * MINUTE },
  signInAccount: { points: 100, seconds: DAY },
  // An office shares one address, but does not fail a hundred times an hour.
  signInSource: { points: 100, seconds: HOUR },
  // Strangers can use it up, but each of their emails puts a link into the owner's mailbox, and
  // reset links work for as long as this limit lasts.
  emailAddress: { points: 5, seconds: 30 * MINUTE },
  // Protects the mailbox from floods. Strangers who use this up prevent a reset from an unfamiliar
  // source until the day is over; a familiar source has a separate limit of the same size.
  emailAddressDay: { points: 20, seconds: DAY },
  emailSource: { points: 60, seconds: HOUR },
  // Per session: the thief of a session can guess only there, and locks the owner out of no other
  // session.
  ownPassword: { points: 10, seconds: HOUR },
  // Only a caller with the password gets here. Three of a million codes are valid at a time: twenty
  // guesses a day find one within a year in 2% of cases, and the owner is notified long before.
  secondFactor: { points: 5, seconds: 15 * MINUTE },
  secondFactorDay: { points: 20, seconds: DAY },
  enrollment: { points: 10, seconds: HOUR },
};
