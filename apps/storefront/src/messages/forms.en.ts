import type { Texts } from '../i18n/text-types.ts';
import type { formsEs } from './forms.es.ts';

export const formsEn: Texts<typeof formsEs> = {
  forms: {
    signIn: 'Sign in',
    requestId: 'If you write to us, mention this code:',
    password: {
      show: 'Show password',
      hide: 'Hide password',
      rules:
        'At least {minimum} characters. A few random words are easy to remember and hard to guess.',
      unacceptable: 'This password cannot be used. Try a few random words.',
      'too-short': 'It is too short: it needs at least {minimum} characters.',
      'too-long': 'It is too long: at most {maximum} characters.',
      'not-text': 'It has characters that are not text.',
      personal: 'It cannot be made of your name, your email address or the name of the shop.',
      guessable: 'It is easy to guess. Add a few more words.',
    },
    issues: {
      required: 'Please fill this in.',
      tooShort: 'It needs at least {minimum} characters.',
      tooLong: 'At most {maximum} characters.',
      email: 'Write an email address such as ana@example.com.',
      code: 'Write the six digits of the app, or a recovery code.',
      invalid: 'This is not valid.',
    },
    failures: {
      limited:
        'Too many attempts. Try again in {seconds, plural, one {# second} other {# seconds}}.',
      unanswered: 'The shop does not answer. Please try again in a moment.',
      fault: 'Something went wrong and has been recorded. Please try again in a moment.',
      signedOut: 'Your session has ended.',
      ACCOUNT_EMAIL_TAKEN: 'Another account already has this email address.',
      ACCOUNT_LAST_OWNER: 'This is the only owner account. Make someone else an owner first.',
      ADDRESS_BOOK_FULL: 'There is no room for more addresses. Delete one that you do not use.',
      ADDRESS_NOT_FOUND: 'This address no longer exists.',
      FORM_TOKEN_REJECTED: 'We could not send the form. Please try again.',
      INPUT_INVALID: 'Some fields are not valid.',
      LINK_INVALID: 'The link has expired, was already used, or is incomplete.',
      PASSWORD_INCORRECT: 'The password is not correct.',
      PASSWORD_UNACCEPTABLE: 'This password cannot be used.',
      REAUTHENTICATION_REQUIRED: 'Please confirm first that it is you.',
      SECOND_FACTOR_INVALID: 'The code is not valid or was already used.',
      SECOND_FACTOR_STATE_INVALID:
        'Two-step sign-in has changed in the meantime. Please reload the page.',
      SESSION_NOT_FOUND: 'This session had already ended.',
      SIGN_IN_REJECTED: 'The email address or the password is not correct.',
    },
  },
};
