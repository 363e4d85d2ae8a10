import { Timestamp } from '@trastienda/base';
import { z } from 'zod';
import {
  EmailAddress,
  Locale,
  OneTimeSecret,
  Password,
  PersonName,
  RecoveryCode,
  TotpCode,
} from './account-parts.ts';

/** Confirms that a request is done or under way; reveals nothing about the state before it. */
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
 * Secret of a sign-up link, with the password of that same sign-up. The password proves that the
 * owner of the mailbox signed up, not a stranger with the same address.
 */
export const VerifyEmailInput = z.object({ token: OneTimeSecret, password: Password });
export type VerifyEmailInput = z.infer<typeof VerifyEmailInput>;

/** Secret of a link that confirms a change of address. */
export const LinkInput = z.object({ token: OneTimeSecret });
export type LinkInput = z.infer<typeof LinkInput>;

export const EmailVerified = z.object({ email: z.string() });
export type EmailVerified = z.infer<typeof EmailVerified>;

export const SignInInput = z.object({ email: EmailAddress, password: Password });
export type SignInInput = z.infer<typeof SignInInput>;

/**
 * Response after a correct password: `auth.completeSignIn` expects the second factor before
 * `expiresAt`.
 */
export const SecondFactorRequired = z.object({
  status: z.literal('second-factor-required'),
  challenge: z.string(),
  expiresAt: Timestamp,
});
export type SecondFactorRequired = z.infer<typeof SecondFactorRequired>;

/** A TOTP code or a recovery code. */
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

/** `secondFactor` is required when the account has one. */
export const ReauthenticateInput = z.object({
  password: Password,
  secondFactor: SecondFactor.optional(),
});
export type ReauthenticateInput = z.infer<typeof ReauthenticateInput>;

export const RequestPasswordResetInput = z.object({ email: EmailAddress });
export type RequestPasswordResetInput = z.infer<typeof RequestPasswordResetInput>;

export const ResetPasswordInput = z.object({ token: OneTimeSecret, password: Password });
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;

/** True when both sides have confirmed, so that the address has changed. */
export const EmailChangeConfirmed = z.object({ isComplete: z.boolean() });
export type EmailChangeConfirmed = z.infer<typeof EmailChangeConfirmed>;
