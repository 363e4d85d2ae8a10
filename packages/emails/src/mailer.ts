/** An email as it goes out. */
export interface EmailMessage {
  /** The same for every attempt to send it, so that its `Message-ID` is too. */
  readonly id: string;
  readonly to: { readonly email: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What an email says, as it is sent. */
export type EmailRendering = Pick<EmailMessage, 'subject' | 'text' | 'html'>;

/** Hands emails to whatever delivers them. */
export interface Mailer {
  /**
   * Resolves when the email is taken over; rejects when it may be tried again, or soon after the
   * signal is given: then it may have been taken over or not.
   */
  send(message: EmailMessage, signal?: AbortSignal): Promise<void>;
  /** Does the work of `send`, as near as it can, and hands nothing over. */
  rehearse(message: EmailMessage): Promise<void>;
  close(): Promise<void>;
}
