import type { Locale } from '@trastienda/contract';

/** What the queue knows of a message. A domain adds fields for its own templates. */
export interface EmailContent {
  readonly template: string;
  /** How long the link in the message works; without it the message is worth sending for a day. */
  readonly expiresInMinutes?: number;
}

/** An email before its words are chosen. */
export interface Email<Content extends EmailContent> {
  readonly to: { readonly email: string; readonly name: string };
  readonly locale: Locale;
  readonly content: Content;
  /**
   * Nobody receives a decoy. It is processed like every other email up to the last step, so that the
   * work of sending does not tell whether there was a recipient.
   */
  readonly isDecoy?: boolean;
}

/** Where use cases leave emails. */
export interface EmailQueue<Content extends EmailContent> {
  /** Joins the transaction of its caller; the email is sent after it has committed. */
  enqueue(email: Email<Content>): Promise<void>;
}
