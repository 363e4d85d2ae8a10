import type { Locale, Permission } from '@trastienda/contract';

interface Links {
  /** The secret of the link that the mail holds. */
  readonly token: string;
}

/** What a mail says, by template. */
export type MailContent =
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

export interface Mail {
  readonly to: { readonly email: string; readonly name: string };
  readonly locale: Locale;
  readonly content: MailContent;
  /**
   * Nobody gets it. It goes the way of every other mail up to the last step, so that the work of
   * sending does not tell whether somebody did.
   */
  readonly isDecoy?: boolean;
}

/** Where use cases leave mails. */
export interface MailQueue {
  /** Joins the transaction of its caller; the mail is sent after it has committed. */
  enqueue(mail: Mail): Promise<void>;
}
