import {
  type EmailLayout,
  type EmailRendering,
  greetingName,
  layOutHtml,
  layOutText,
  plainLine,
} from '@trastienda/emails';
import type { Locale } from '@trastienda/shop-contract';
import type { AccountEmail, AccountEmailContent } from './email.ts';
import type { EmailLanguage } from './email-text.ts';
import { english } from './locales/en.ts';
import { spanish } from './locales/es.ts';

/** The shop as emails present it. */
export interface EmailSite {
  readonly shopName: string;
  /** Base URL of the pages that links lead to, with or without a trailing slash. */
  readonly storefrontUrl: string;
}

const LANGUAGES: Readonly<Record<Locale, EmailLanguage>> = { en: english, es: spanish };

const LINK_PATHS = {
  'verify-email': 'verify-email',
  'reset-password': 'reset-password',
  'confirm-old-email': 'confirm-email',
  'confirm-new-email': 'confirm-email',
} as const;

/** Puts the secret into the fragment, which stays out of server logs and of `Referer`. */
function linkOf(content: AccountEmailContent, storefrontUrl: string): string | null {
  if (!('token' in content)) return null;
  const token = encodeURIComponent(content.token);
  return `${storefrontUrl}/${LINK_PATHS[content.template]}#token=${token}`;
}

function withPlainLines(content: AccountEmailContent): AccountEmailContent {
  return 'newEmail' in content ? { ...content, newEmail: plainLine(content.newEmail) } : content;
}

/**
 * Renders an email in its account's language, as text and as HTML. Names and addresses come from
 * users: they are reduced to one line, and a name that could pass for a message is left out.
 */
export function renderEmail(
  { to, locale, content }: AccountEmail,
  site: EmailSite,
): EmailRendering {
  const language = LANGUAGES[locale];
  const shopName = plainLine(site.shopName);
  const storefrontUrl = site.storefrontUrl.replace(/\/+$/, '');
  const text = language.text(withPlainLines(content), shopName);
  const href = linkOf(content, storefrontUrl);
  const layout: EmailLayout = {
    locale,
    subject: text.subject,
    paragraphs: [language.greeting(greetingName(to.name)), ...text.paragraphs],
    link: href === null ? null : { href, label: text.action ?? href },
    afterwards: text.afterwards ?? [],
    footer: { href: storefrontUrl, label: shopName },
  };
  return { subject: text.subject, text: layOutText(layout), html: layOutHtml(layout) };
}
