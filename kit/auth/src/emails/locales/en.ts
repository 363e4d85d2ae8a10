import { type EmailText, GREETINGS } from '@trastienda/emails';
import { durationInWords } from '../duration.ts';
import type { AccountEmailContent } from '../email.ts';
import type { EmailLanguage } from '../email-text.ts';

const lasts = (minutes: number): string =>
  `The link works for ${durationInWords(minutes, 'en')}, and only once.`;

const NOT_YOU = 'If this was not you, set a new password now: another person may know yours.';

function textOf(content: AccountEmailContent, applicationName: string, contact: string): EmailText {
  switch (content.template) {
    case 'verify-email':
      return {
        subject: `Confirm your email address for ${applicationName}`,
        paragraphs: [
          `Welcome to ${applicationName}. One step is left: confirm that this address is yours.`,
        ],
        action: 'Confirm my address',
        afterwards: [
          lasts(content.expiresInMinutes),
          'If you did not sign up, ignore this email; without you there will be no account.',
        ],
      };
    case 'already-registered':
      return {
        subject: `You already have an account at ${applicationName}`,
        paragraphs: [
          `There was a sign-up at ${applicationName} with this address, which already has an account.`,
          'If it was you, just sign in; if you have forgotten your password, ask for a new one there.',
          'If it was not you, there is nothing to do: nothing has changed.',
        ],
      };
    case 'reset-password':
      return {
        subject: `Set a new password for ${applicationName}`,
        paragraphs: [`A new password was requested for your account at ${applicationName}.`],
        action: 'Set a new password',
        afterwards: [
          lasts(content.expiresInMinutes),
          'If it was not you, ignore this email; your password stays as it is.',
        ],
      };
    case 'confirm-old-email':
      return {
        subject: `Is your email address at ${applicationName} to change?`,
        paragraphs: [
          `Your account at ${applicationName} is to have a new email address: ${content.newEmail}`,
          'It changes when you have agreed here and with the link that went to the new address.',
        ],
        action: 'Agree to the change',
        afterwards: [lasts(content.expiresInMinutes), NOT_YOU],
      };
    case 'confirm-new-email':
      return {
        subject: `Confirm your new email address for ${applicationName}`,
        paragraphs: [
          `This address is to be the one of an account at ${applicationName}.`,
          'It will be when you have confirmed it, and agreed with the link that went to the old one.',
        ],
        action: 'Confirm my new address',
        afterwards: [
          lasts(content.expiresInMinutes),
          'If you know nothing of this, ignore this email; nothing will happen.',
        ],
      };
    case 'email-changed':
      return {
        subject: `Your email address at ${applicationName} has changed`,
        paragraphs: [
          `Your account at ${applicationName} has a new email address: ${content.newEmail}`,
          `You can no longer sign in with this one. If this was not you, write to ${contact} at once.`,
        ],
      };
    case 'password-changed':
      return {
        subject: `Your password at ${applicationName} has changed`,
        paragraphs: [
          `The password of your account at ${applicationName} has just changed.`,
          NOT_YOU,
        ],
      };
    case 'second-factor-enabled':
      return {
        subject: `Two-step sign-in is on at ${applicationName}`,
        paragraphs: [
          `From now on, signing in at ${applicationName} takes a code of your authenticator app as well.`,
          'Keep your recovery codes in a safe place: they help when you lose your phone.',
          NOT_YOU,
        ],
      };
    case 'second-factor-disabled':
      return {
        subject: `Two-step sign-in is off at ${applicationName}`,
        paragraphs: [
          `From now on, your password alone is enough to sign in at ${applicationName}.`,
          NOT_YOU,
        ],
      };
    case 'second-factor-removed':
      return {
        subject: `Two-step sign-in was taken off your account at ${applicationName}`,
        paragraphs: [
          `${applicationName} has taken the second step off your account, on request.`,
          'Your password alone is enough to sign in now; set up an authenticator app again soon.',
          `If you did not ask for it, set a new password now and write to ${contact} at once.`,
        ],
      };
    case 'api-key-created':
      return {
        subject: `A new API key at ${applicationName}`,
        paragraphs: [
          `Your account at ${applicationName} has just made an API key that may: ${content.permissions.join(', ')}`,
          'If this was not you, set a new password by the link for forgotten ones: that also revokes the keys that your account has made.',
        ],
      };
    case 'email-in-use':
      return {
        subject: `Your address was requested for another account at ${applicationName}`,
        paragraphs: [
          `There was an attempt to change the email address of another account at ${applicationName} to this one, which already has an account.`,
          'If it was you, sign in to the account that this address has.',
          'If it was not you, there is nothing to do: nothing has changed.',
        ],
      };
    case 'second-factor-guessed':
      return {
        subject: `Sign-in attempts on your account at ${applicationName}`,
        paragraphs: [
          `The correct password for your account at ${applicationName} was entered, followed by several wrong codes. A valid code is still required to sign in.`,
          'If it was you, wait a little and try again, or use a recovery code.',
          NOT_YOU,
        ],
      };
    case 'account-deleted':
      return {
        subject: `Your account at ${applicationName} is deleted`,
        paragraphs: [
          `Your account at ${applicationName} is deleted, as you asked. Thank you for the time with us.`,
          `If this was not you, write to ${contact} at once.`,
        ],
      };
  }
}

/** Creates the texts in English; they name `contact` as whom to write to. */
export function createEnglish(contact: string): EmailLanguage {
  return {
    greeting: GREETINGS.en,
    text: (content, applicationName) => textOf(content, applicationName, contact),
  };
}
