import type { Texts } from '../i18n/text-types.ts';
import type { authEs } from './auth.es.ts';

export const authEn: Texts<typeof authEs> = {
  auth: {
    fields: {
      name: 'Name',
      email: 'Email',
      password: 'Password',
      newPassword: 'New password',
      code: 'Code',
    },
    signIn: {
      title: 'Sign in',
      text: 'Your orders, addresses and returns, all in one place.',
      submit: 'Sign in',
      forgot: 'Forgot it?',
      new: 'New here?',
      signUp: 'Create an account',
      tooLate: 'The code took too long. Please sign in again.',
      notices: {
        ended:
          'Your session has ended: it expired, or was closed from somewhere else. Sign in again to go on.',
        required: 'Sign in to see this page.',
        reset: 'Your new password is saved. You can sign in with it now.',
        verified: 'Your address is confirmed. You can sign in now.',
        deleted: 'Your account has been deleted. A last email confirms it.',
      },
    },
    secondFactor: {
      title: 'Two-step sign-in',
      text: 'Open your authenticator app and write the six-digit code.',
      hint: 'Without your phone at hand, write one of your recovery codes.',
      submit: 'Continue',
      back: 'Start again',
    },
    signUp: {
      title: 'Create an account',
      text: 'Follow your orders, keep your addresses and buy faster.',
      submit: 'Create account',
      nameHint: 'How we address you in emails.',
      known: 'Do you have an account?',
      signIn: 'Sign in',
      sent: {
        title: 'Check your email',
        text: 'We have sent a link to {email}. Open it to finish: it asks for the password that you have just chosen.',
        missing: 'No email? Look in the spam folder, or create the account again.',
      },
    },
    verify: {
      title: 'Confirm your address',
      text: 'Write the password that you chose when you created the account. It tells us that it was you.',
      submit: 'Confirm and sign in',
      wrong: 'This is not the password with which the account was created.',
      again: 'Create the account again',
    },
    forgot: {
      title: 'Get back into your account',
      text: 'Write your email address, and we will send you a link to choose a new password.',
      submit: 'Send link',
      back: 'Back to sign-in',
      sent: {
        title: 'Check your email',
        text: 'If {email} has an account, it gets a link that works once, for half an hour.',
      },
    },
    reset: {
      title: 'Choose a new password',
      text: 'Saving it ends all your sessions.',
      submit: 'Save password',
      again: 'Request another link',
    },
    confirmEmail: {
      title: 'Confirm the change of email address',
      text: 'The change needs the confirmation of both addresses: the present one and the new one.',
      submit: 'Confirm',
      complete: {
        title: 'Your email address has changed',
        text: 'From now on, sign in with the new address.',
      },
      half: {
        title: 'One confirmation is missing',
        text: 'Open the link that we have sent to the other address, too. Until then nothing changes.',
      },
      account: 'Go to my account',
    },
    link: {
      missing: {
        title: 'A part of the link is missing',
        text: 'Open it from the email again, or copy all of it into the address bar.',
      },
      script: 'This page needs JavaScript to read the link of the email.',
    },
  },
};
