import { completeSignIn } from './complete-sign-in.ts';
import { confirmEmailChange } from './confirm-email-change.ts';
import { reauthenticate } from './reauthenticate.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { verifyEmail } from './verify-email.ts';

export const auth = {
  completeSignIn,
  confirmEmailChange,
  reauthenticate,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  signUp,
  verifyEmail,
};
