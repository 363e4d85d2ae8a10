/** A mail as it goes out. */
export interface MailMessage {
  /** The same for every attempt to send it, so that its `Message-ID` is too. */
  readonly id: string;
  readonly to: { readonly email: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What an email says, as it is sent. */
export type MailRendering = Pick<MailMessage, 'subject' | 'text' | 'html'>;

/** Hands mails to whatever delivers them. */
export interface Mailer {
  /**
   * Resolves when the mail is taken over; rejects when it may be tried again, or soon after the
   * signal is given: then it may have been taken over or not.
   */
  send(message: MailMessage, signal?: AbortSignal): Promise<void>;
  /** Does the work of `send`, as near as it can, and hands nothing over. */
  rehearse(message: MailMessage): Promise<void>;
  close(): Promise<void>;
}
