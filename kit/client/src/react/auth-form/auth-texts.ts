import type { AuthChoice, AuthField, AuthStep } from './auth-steps.ts';

/** What an `AuthForm` shows. */
export interface AuthTexts {
  /** Labels of the buttons that send a step's form. */
  readonly actions: Readonly<Record<AuthStep, string>>;
  /** Labels of the buttons that lead to another step. */
  readonly choices: Readonly<Record<AuthChoice, string>>;
  /** What to do next after a step. */
  readonly notices: Readonly<Partial<Record<AuthStep, string>>>;
  readonly fields: Readonly<Record<AuthField['name'], string>>;
}

export const AUTH_TEXTS: AuthTexts = {
  actions: {
    'sign-in': 'Sign in',
    'second-factor': 'Sign in',
    'sign-up': 'Sign up',
    'verify-email': 'Confirm my address',
    'forgot-password': 'Send me a link',
    'reset-password': 'Set a new password',
  },
  choices: {
    'sign-in': 'Back to sign-in',
    'sign-up': 'I am new here',
    'forgot-password': 'I forgot my password',
  },
  notices: {
    'sign-up': 'Follow the link in the email that you get.',
    'verify-email': 'Your address is confirmed: sign in.',
    'forgot-password': 'If this address has an account, it gets an email with a link.',
    'reset-password': 'Your password is changed: sign in.',
  },
  fields: {
    name: 'Name',
    email: 'Email',
    password: 'Password',
    code: 'Code of your authenticator, or a recovery code',
  },
};
