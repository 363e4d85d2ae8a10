import type { MailContent } from './mail.ts';

/** What a mail says in one language, before it is text or HTML. */
export interface MailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** What the link of the mail does, for mails that have one; stands after the paragraphs. */
  readonly action?: string;
  /** What stands after the link. */
  readonly afterwards?: readonly string[];
}

/** The words of one language. */
export interface MailLanguage {
  /** `name` is null when the name is not fit to be shown. */
  greeting(name: string | null): string;
  text(content: MailContent, shopName: string): MailText;
}
