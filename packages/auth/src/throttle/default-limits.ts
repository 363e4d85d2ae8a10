import type { AuthLimits } from '../config.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How often secrets may be guessed and emails be caused.
 *
 * NIST SP 800-63B-4, section 3.2.2, wants an authenticator disabled after at most 100 failed attempts
 * in a row. These limits do not: each ends by itself, because one that holds until somebody proves
 * who they are is a way for strangers to lock people out. They bound the guesses of a day instead.
 *
 * For the same reason a place that the account was signed in from, or had its password reset from,
 * has an allowance of its own, as large as the one of all other places together. So a stranger can
 * spend the allowance of the strangers only, and an owner in a new place gets in through the mailbox.
 */
export const DEFAULT_LIMITS: AuthLimits = {
  // A person who mistypes is done after a few; a program gets 960 a day at most, then the next one.
  signInPair: { points: 10, seconds: 15 * MINUTE },
  signInAccount: { points: 100, seconds: DAY },
  // An office shares one address; what it does not do is fail a hundred times an hour.
  signInSource: { points: 100, seconds: HOUR },
  // Strangers can use it up, but each of theirs puts a link into the owner's mailbox, and links to
  // reset a password work for as long as this lasts.
  emailAddress: { points: 5, seconds: 30 * MINUTE },
  // A mailbox is no dump. Strangers who use this up keep an owner in a new place from a reset until
  // the day is over; a place that the account was signed in from has as many of its own.
  emailAddressDay: { points: 20, seconds: DAY },
  emailSource: { points: 60, seconds: HOUR },
  // By session: whoever stole one guesses in it alone, and keeps the owner out of no other.
  ownPassword: { points: 10, seconds: HOUR },
  // Only who has the password gets here. Three of a million codes are right at a time: twenty
  // guesses a day find one within a year in two cases of a hundred, and the owner is told by then.
  secondFactor: { points: 5, seconds: 15 * MINUTE },
  secondFactorDay: { points: 20, seconds: DAY },
  enrollment: { points: 10, seconds: HOUR },
};
