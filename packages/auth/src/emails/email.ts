import type { Permission } from '@trastienda/contract';
import type { Email, EmailQueue } from '@trastienda/emails';

interface Links {
  /** The secret of the link that the email holds. */
  readonly token: string;
}

/** What an email says, by template. */
export type AccountEmailContent =
  | ({ readonly template: 'verify-email'; readonly expiresInMinutes: number } & Links)
  /** Somebody signed up with an address that has an account. */
  | { readonly template: 'already-registered' }
  | ({ readonly template: 'reset-password'; readonly expiresInMinutes: number } & Links)
  /** To the present address: agree that it is to be replaced. */
  | ({
      readonly template: 'confirm-old-email';
      readonly newEmail: string;
      readonly expiresInMinutes: number;
    } & Links)
  /** To the new address: prove that it is yours. */
  | ({ readonly template: 'confirm-new-email'; readonly expiresInMinutes: number } & Links)
  /** To the old address, once it was replaced. */
  | { readonly template: 'email-changed'; readonly newEmail: string }
  | { readonly template: 'password-changed' }
  | { readonly template: 'second-factor-enabled' }
  | { readonly template: 'second-factor-disabled' }
  /** Somebody has the password and keeps trying codes. */
  | { readonly template: 'second-factor-guessed' }
  /** Staff took the second factor off. */
  | { readonly template: 'second-factor-removed' }
  /** To the account that made a key for another system. */
  | { readonly template: 'api-key-created'; readonly permissions: readonly Permission[] }
  /** Somebody meant to give another account this address, which has one. */
  | { readonly template: 'email-in-use' }
  | { readonly template: 'account-deleted' };

/** An email about an account. */
export type AccountEmail = Email<AccountEmailContent>;

export type AccountEmailQueue = EmailQueue<AccountEmailContent>;
