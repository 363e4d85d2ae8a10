import type { AccountEmailContent } from './email.ts';

/** The text of an email in one language, before rendering as plain text or HTML. */
export interface EmailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Label of the email's link, for emails that have one; stands after the paragraphs. */
  readonly action?: string;
  /** Paragraphs after the link. */
  readonly afterwards?: readonly string[];
}

/** The email texts of one language. */
export interface EmailLanguage {
  /** `name` is null when it is not fit to be shown. */
  greeting(name: string | null): string;
  text(content: AccountEmailContent, shopName: string): EmailText;
}
