import type { EmailText } from '@trastienda/emails';
import { durationInWords } from '../duration.ts';
import type { AccountEmailContent } from '../email.ts';
import type { EmailLanguage } from '../email-text.ts';

const lasts = (minutes: number): string =>
  `The link works for ${durationInWords(minutes, 'en')}, and only once.`;

const NOT_YOU = 'If this was not you, set a new password now: another person may know yours.';

function text(content: AccountEmailContent, shopName: string): EmailText {
  switch (content.template) {
    case 'verify-email':
      return {
        subject: `Confirm your email address for ${shopName}`,
        paragraphs: [
          `Welcome to ${shopName}. One step is left: confirm that this address is yours.`,
        ],
        action: 'Confirm my address',
        afterwards: [
          lasts(content.expiresInMinutes),
          'If you did not sign up, ignore this email; without you there will be no account.',
        ],
      };
    case 'already-registered':
      return {
        subject: `You already have an account at ${shopName}`,
        paragraphs: [
          `There was a sign-up at ${shopName} with this address, which already has an account.`,
          'If it was you, just sign in; if you have forgotten your password, ask for a new one there.',
          'If it was not you, there is nothing to do: nothing has changed.',
        ],
      };
    case 'reset-password':
      return {
        subject: `Set a new password for ${shopName}`,
        paragraphs: [`A new password was requested for your account at ${shopName}.`],
        action: 'Set a new password',
        afterwards: [
          lasts(content.expiresInMinutes),
          'If it was not you, ignore this email; your password stays as it is.',
        ],
      };
    case 'confirm-old-email':
      return {
        subject: `Is your email address at ${shopName} to change?`,
        paragraphs: [
          `Your account at ${shopName} is to have a new email address: ${content.newEmail}`,
          'It changes when you have agreed here and with the link that went to the new address.',
        ],
        action: 'Agree to the change',
        afterwards: [lasts(content.expiresInMinutes), NOT_YOU],
      };
    case 'confirm-new-email':
      return {
        subject: `Confirm your new email address for ${shopName}`,
        paragraphs: [
          `This address is to be the one of an account at ${shopName}.`,
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
        subject: `Your email address at ${shopName} has changed`,
        paragraphs: [
          `Your account at ${shopName} has a new email address: ${content.newEmail}`,
          'You can no longer sign in with this one. If this was not you, write to the shop at once.',
        ],
      };
    case 'password-changed':
      return {
        subject: `Your password at ${shopName} has changed`,
        paragraphs: [`The password of your account at ${shopName} has just changed.`, NOT_YOU],
      };
    case 'second-factor-enabled':
      return {
        subject: `Two-step sign-in is on at ${shopName}`,
        paragraphs: [
          `From now on, signing in at ${shopName} takes a code of your authenticator app as well.`,
          'Keep your recovery codes in a safe place: they help when you lose your phone.',
          NOT_YOU,
        ],
      };
    case 'second-factor-disabled':
      return {
        subject: `Two-step sign-in is off at ${shopName}`,
        paragraphs: [
          `From now on, your password alone is enough to sign in at ${shopName}.`,
          NOT_YOU,
        ],
      };
    case 'second-factor-removed':
      return {
        subject: `Two-step sign-in was taken off your account at ${shopName}`,
        paragraphs: [
          `${shopName} has taken the second step off your account, on request.`,
          'Your password alone is enough to sign in now; set up an authenticator app again soon.',
          'If you did not ask for it, set a new password now and write to the shop at once.',
        ],
      };
    case 'api-key-created':
      return {
        subject: `A new API key at ${shopName}`,
        paragraphs: [
          `Your account at ${shopName} has just made an API key that may: ${content.permissions.join(', ')}`,
          'If this was not you, set a new password by the link for forgotten ones: that also revokes the keys that your account has made.',
        ],
      };
    case 'email-in-use':
      return {
        subject: `Your address was requested for another account at ${shopName}`,
        paragraphs: [
          `There was an attempt to change the email address of another account at ${shopName} to this one, which already has an account.`,
          'If it was you, sign in to the account that this address has.',
          'If it was not you, there is nothing to do: nothing has changed.',
        ],
      };
    case 'second-factor-guessed':
      return {
        subject: `Sign-in attempts on your account at ${shopName}`,
        paragraphs: [
          `The correct password for your account at ${shopName} was entered, followed by several wrong codes. Nobody can sign in without a valid code.`,
          'If it was you, wait a little and try again, or use a recovery code.',
          NOT_YOU,
        ],
      };
    case 'account-deleted':
      return {
        subject: `Your account at ${shopName} is deleted`,
        paragraphs: [
          `Your account at ${shopName} is deleted, as you asked. Thank you for the time with us.`,
          'If this was not you, write to the shop at once.',
        ],
      };
  }
}

export const english: EmailLanguage = {
  greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  text,
};
