/** A rendered email, ready to send. */
export interface EmailMessage {
  /** Identical for all attempts to send the email, which makes its `Message-ID` identical too. */
  readonly id: string;
  readonly to: { readonly email: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Rendered subject and bodies of an email. */
export type EmailRendering = Pick<EmailMessage, 'subject' | 'text' | 'html'>;

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
