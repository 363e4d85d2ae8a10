import { z } from 'zod';
import { Timestamp } from '../primitives/identifiers.ts';
import {
  EmailAddress,
  Locale,
  OneTimeSecret,
  Password,
  PersonName,
  RecoveryCode,
  TotpCode,
} from './account-parts.ts';
import { AccountView, SessionView } from './account-view.ts';

/** It is done, or it is on its way; says nothing about what was there before. */
export const Acknowledged = z.object({ acknowledged: z.literal(true) });
export type Acknowledged = z.infer<typeof Acknowledged>;

export const SignUpInput = z.object({
  email: EmailAddress,
  password: Password,
  name: PersonName,
  locale: Locale.default('en'),
});
export type SignUpInput = z.infer<typeof SignUpInput>;

/**
 * The secret of a sign-up's link and the password of that same sign-up: whoever has the mailbox
 * confirms what they asked for themselves, not what a stranger did in their name.
 */
export const VerifyEmailInput = z.object({ token: OneTimeSecret, password: Password });
export type VerifyEmailInput = z.infer<typeof VerifyEmailInput>;

/** The secret of a link that was emailed to confirm a change of address. */
export const LinkInput = z.object({ token: OneTimeSecret });
export type LinkInput = z.infer<typeof LinkInput>;

export const EmailVerified = z.object({ email: z.string() });
export type EmailVerified = z.infer<typeof EmailVerified>;

export const SignInInput = z.object({ email: EmailAddress, password: Password });
export type SignInInput = z.infer<typeof SignInInput>;

/** Signed in. `token` is null when the session is in a cookie. */
export const SignedIn = z.object({
  status: z.literal('signed-in'),
  account: AccountView,
  session: SessionView,
  token: z.string().nullable(),
});
export type SignedIn = z.infer<typeof SignedIn>;

/** The password was right; `auth.completeSignIn` wants the second factor before `expiresAt`. */
export const SecondFactorRequired = z.object({
  status: z.literal('second-factor-required'),
  challenge: z.string(),
  expiresAt: Timestamp,
});
export type SecondFactorRequired = z.infer<typeof SecondFactorRequired>;

export const SignInResult = z.discriminatedUnion('status', [SignedIn, SecondFactorRequired]);
export type SignInResult = z.infer<typeof SignInResult>;

/** Either of the two. */
export const SecondFactor = z.union([
  z.strictObject({ code: TotpCode }),
  z.strictObject({ recoveryCode: RecoveryCode }),
]);
export type SecondFactor = z.infer<typeof SecondFactor>;

export const CompleteSignInInput = z.object({
  challenge: OneTimeSecret,
  secondFactor: SecondFactor,
});
export type CompleteSignInInput = z.infer<typeof CompleteSignInInput>;

/** `secondFactor` must be there when the account has one. */
export const ReauthenticateInput = z.object({
  password: Password,
  secondFactor: SecondFactor.optional(),
});
export type ReauthenticateInput = z.infer<typeof ReauthenticateInput>;

export const RequestPasswordResetInput = z.object({ email: EmailAddress });
export type RequestPasswordResetInput = z.infer<typeof RequestPasswordResetInput>;

export const ResetPasswordInput = z.object({ token: OneTimeSecret, password: Password });
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;

/** Whether the other side has confirmed as well, and with it the address has changed. */
export const EmailChangeConfirmed = z.object({ isComplete: z.boolean() });
export type EmailChangeConfirmed = z.infer<typeof EmailChangeConfirmed>;
