import {
  type EmailRendering,
  type EmailTemplates,
  plainLine,
  renderEmail as render,
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

const TEMPLATES: EmailTemplates<AccountEmailContent> = {
  languages: LANGUAGES,
  defaultLocale: 'en',
  pathOf(content) {
    if (!('token' in content)) return null;
    return `${LINK_PATHS[content.template]}#token=${encodeURIComponent(content.token)}`;
  },
};

function withPlainLines(content: AccountEmailContent): AccountEmailContent {
  return 'newEmail' in content ? { ...content, newEmail: plainLine(content.newEmail) } : content;
}

/**
 * Renders an email in its account's language, as text and as HTML. Names and addresses come from
 * users: they are reduced to one line, and a name that could pass for a message is left out.
 */
export function renderEmail(
  email: AccountEmail,
  { shopName, storefrontUrl }: EmailSite,
): EmailRendering {
  const content = withPlainLines(email.content);
  return render(TEMPLATES, { ...email, content }, { name: shopName, url: storefrontUrl });
}
