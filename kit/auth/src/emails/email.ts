import type { Email, EmailQueue } from '@trastienda/emails';

interface Links {
  /** The secret in the email's link. */
  readonly token: string;
}

/** The content of an email, by template. */
export type AccountEmailContent =
  | ({ readonly template: 'verify-email'; readonly expiresInMinutes: number } & Links)
  /** Sent after a sign-up with an address that already has an account. */
  | { readonly template: 'already-registered' }
  | ({ readonly template: 'reset-password'; readonly expiresInMinutes: number } & Links)
  /** To the current address: approve the change. */
  | ({
      readonly template: 'confirm-old-email';
      readonly newEmail: string;
      readonly expiresInMinutes: number;
    } & Links)
  /** To the new address: prove that it is yours. */
  | ({ readonly template: 'confirm-new-email'; readonly expiresInMinutes: number } & Links)
  /** To the old address, after the change. */
  | { readonly template: 'email-changed'; readonly newEmail: string }
  | { readonly template: 'password-changed' }
  | { readonly template: 'second-factor-enabled' }
  | { readonly template: 'second-factor-disabled' }
  /** Sent when an attacker with the password keeps trying codes. */
  | { readonly template: 'second-factor-guessed' }
  /** Sent after staff removed the second factor. */
  | { readonly template: 'second-factor-removed' }
  /** To the account that created an API key. */
  | { readonly template: 'api-key-created'; readonly permissions: readonly string[] }
  /** Sent after another account tried to change its address to this one. */
  | { readonly template: 'email-in-use' }
  | { readonly template: 'account-deleted' };

/** An email about an account. */
export type AccountEmail = Email<AccountEmailContent>;

export type AccountEmailQueue = EmailQueue<AccountEmailContent>;
