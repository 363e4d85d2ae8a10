import type { Locale } from '@trastienda/contract';
import {
  greetingName,
  layOutHtml,
  layOutText,
  type MailLayout,
  type MailRendering,
  plainLine,
} from '@trastienda/emails';
import { english } from './locales/en.ts';
import { spanish } from './locales/es.ts';
import type { Mail, MailContent } from './mail.ts';
import type { MailLanguage } from './mail-text.ts';

/** What mails say of the shop. */
export interface MailSite {
  readonly shopName: string;
  /** Where the pages are that links lead to, with or without a slash at the end. */
  readonly storefrontUrl: string;
}

const LANGUAGES: Readonly<Record<Locale, MailLanguage>> = { en: english, es: spanish };

const LINK_PATHS = {
  'verify-email': 'verify-email',
  'reset-password': 'reset-password',
  'confirm-old-email': 'confirm-email',
  'confirm-new-email': 'confirm-email',
} as const;

/** The secret is in the fragment, which stays out of servers' logs and of `Referer`. */
function linkOf(content: MailContent, storefrontUrl: string): string | null {
  if (!('token' in content)) return null;
  const token = encodeURIComponent(content.token);
  return `${storefrontUrl}/${LINK_PATHS[content.template]}#token=${token}`;
}

function withPlainLines(content: MailContent): MailContent {
  return 'newEmail' in content ? { ...content, newEmail: plainLine(content.newEmail) } : content;
}

/**
 * The mail in its account's language, as text and as HTML. Names and addresses in it are those that
 * people gave: they are shown as one line, and a name that could pass for a message not at all.
 */
export function renderMail({ to, locale, content }: Mail, site: MailSite): MailRendering {
  const language = LANGUAGES[locale];
  const shopName = plainLine(site.shopName);
  const storefrontUrl = site.storefrontUrl.replace(/\/+$/, '');
  const text = language.text(withPlainLines(content), shopName);
  const href = linkOf(content, storefrontUrl);
  const layout: MailLayout = {
    locale,
    subject: text.subject,
    paragraphs: [language.greeting(greetingName(to.name)), ...text.paragraphs],
    link: href === null ? null : { href, label: text.action ?? href },
    afterwards: text.afterwards ?? [],
    footer: { href: storefrontUrl, label: shopName },
  };
  return { subject: text.subject, text: layOutText(layout), html: layOutHtml(layout) };
}
