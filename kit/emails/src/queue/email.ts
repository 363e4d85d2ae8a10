/** Content of an email as far as the queue needs it. A domain adds fields for its templates. */
export interface EmailContent {
  readonly template: string;
  /** Lifetime of the link in the email; without it the email is worth sending for a day. */
  readonly expiresInMinutes?: number;
}

/** An email before rendering. */
export interface Email<Content extends EmailContent> {
  readonly to: { readonly email: string; readonly name: string };
  /** Language of the recipient: `en`, `es`. */
  readonly locale: string;
  readonly content: Content;
  /**
   * Marks an email without a recipient. It is processed like every other email up to the last step,
   * so that the work of sending does not reveal whether there was a recipient.
   */
  readonly isDecoy?: boolean;
}

/** Queue in which use cases leave emails. */
export interface EmailQueue<Content extends EmailContent> {
  /** Joins the caller's transaction; the email is sent after the commit. */
  enqueue(email: Email<Content>): Promise<void>;
}
