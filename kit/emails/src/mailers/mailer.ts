/** Headers of an email beside those that every email has. */
export interface EmailHeaders {
  /** Where replies go, in place of the sender. */
  readonly replyTo?: { readonly email: string; readonly name: string };
  /** Emails with the same one are shown as one conversation. Letters, digits, `-`, `_` and `.`. */
  readonly threadId?: string;
  /** URL that ends a subscription with one POST (RFC 8058); mailboxes show a button for it. */
  readonly unsubscribeUrl?: string;
  /** True for an email that a person wrote: out-of-office replies to it are welcome. */
  readonly isPersonal?: boolean;
}

/** A rendered email, ready to send. */
export interface EmailMessage {
  /** Identical for all attempts to send the email, which makes its `Message-ID` identical too. */
  readonly id: string;
  readonly to: { readonly email: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers?: EmailHeaders;
}

/** Rendered subject, bodies and headers of an email. */
export type EmailRendering = Pick<EmailMessage, 'subject' | 'text' | 'html' | 'headers'>;

/** Sends emails. */
export interface Mailer {
  /**
   * Resolves when the server accepted the email. Rejects when it may be retried, or soon after the
   * signal is aborted: in that case the server may or may not have accepted it.
   */
  send(message: EmailMessage, signal?: AbortSignal): Promise<void>;
  /** Does the work of `send` as closely as possible, without sending anything. */
  dryRun(message: EmailMessage): Promise<void>;
  close(): Promise<void>;
}
