import type { AccountEmailContent } from './email.ts';

/** What an email says in one language, before it is text or HTML. */
export interface EmailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** What the link of the email does, for emails that have one; stands after the paragraphs. */
  readonly action?: string;
  /** What stands after the link. */
  readonly afterwards?: readonly string[];
}

/** The words of one language. */
export interface EmailLanguage {
  /** `name` is null when the name is not fit to be shown. */
  greeting(name: string | null): string;
  text(content: AccountEmailContent, shopName: string): EmailText;
}
