import type { Locale } from '@trastienda/auth-contract';
import {
  type EmailRenderers,
  type EmailRendering,
  plainLine,
  renderEmail as render,
  type EmailSite as Site,
} from '@trastienda/emails';
import type { AccountEmail, AccountEmailContent } from './email.ts';
import type { EmailLanguage } from './email-text.ts';
import { createEnglish } from './locales/en.ts';
import { createSpanish } from './locales/es.ts';

/** Page of each kind of link. */
const LINK_PATHS = {
  'verify-email': 'verify-email',
  'reset-password': 'reset-password',
  'confirm-old-email': 'confirm-email',
  'confirm-new-email': 'confirm-email',
} as const;

/** The application as emails present it. */
export interface EmailSite extends Site {
  /** Paths below the URL of the pages that links lead to, where they differ from the defaults. */
  readonly linkPaths?: Partial<Readonly<Record<keyof typeof LINK_PATHS, string>>>;
  /** Whom to write to when something is wrong: `our team` in "write to our team at once". */
  readonly contact?: Readonly<Record<Locale, string>>;
}

const CONTACT: Readonly<Record<Locale, string>> = { en: 'our team', es: 'nuestro equipo' };

function withPlainLines(content: AccountEmailContent): AccountEmailContent {
  return 'newEmail' in content ? { ...content, newEmail: plainLine(content.newEmail) } : content;
}

/**
 * Renders an email in its account's language, as text and as HTML. Names and addresses come from
 * users: they are reduced to one line, and a name that could pass for a message is left out.
 */
export function renderEmail(
  email: AccountEmail,
  { linkPaths, contact = CONTACT, ...site }: EmailSite,
): EmailRendering {
  const paths = { ...LINK_PATHS, ...linkPaths };
  const languages: Readonly<Record<Locale, EmailLanguage>> = {
    en: createEnglish(contact.en),
    es: createSpanish(contact.es),
  };
  const pathOf = (content: AccountEmailContent): string | null =>
    'token' in content
      ? `${paths[content.template]}#token=${encodeURIComponent(content.token)}`
      : null;
  const content = withPlainLines(email.content);
  return render({ languages, defaultLocale: 'en', pathOf }, { ...email, content }, site);
}

/**
 * Creates the renderers of all emails about accounts, for `createEmailDelivery`. The pages of links
 * are `verify-email`, `reset-password` and `confirm-email`, with `#token=…`, unless `linkPaths` has
 * others.
 */
export function createAccountEmails(
  options: Pick<EmailSite, 'linkPaths' | 'contact'> = {},
): EmailRenderers<AccountEmailContent> {
  const renderAccountEmail = (email: AccountEmail, site: Site) =>
    renderEmail(email, { ...site, ...options });
  return {
    'verify-email': renderAccountEmail,
    'already-registered': renderAccountEmail,
    'reset-password': renderAccountEmail,
    'confirm-old-email': renderAccountEmail,
    'confirm-new-email': renderAccountEmail,
    'email-changed': renderAccountEmail,
    'password-changed': renderAccountEmail,
    'second-factor-enabled': renderAccountEmail,
    'second-factor-disabled': renderAccountEmail,
    'second-factor-guessed': renderAccountEmail,
    'second-factor-removed': renderAccountEmail,
    'api-key-created': renderAccountEmail,
    'email-in-use': renderAccountEmail,
    'account-deleted': renderAccountEmail,
  };
}
