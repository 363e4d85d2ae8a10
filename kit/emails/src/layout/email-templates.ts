import type { EmailHeaders, EmailRendering } from '../mailers/mailer.ts';
import type { Email, EmailContent } from '../queue/email.ts';
import type { EmailTable } from './email-layout.ts';
import { layOutHtml } from './layout-html.ts';
import { layOutText } from './layout-text.ts';
import { greetingName, plainLine } from './plain-line.ts';

/** The text of an email in one language, before rendering as plain text or HTML. */
export interface EmailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Tables after the paragraphs. */
  readonly tables?: readonly EmailTable[];
  /** Label of the email's link, for emails that have one; stands after paragraphs and tables. */
  readonly action?: string;
  /** Paragraphs after the link. */
  readonly afterwards?: readonly string[];
}

/** The texts of a domain's emails in one language. */
export interface EmailLanguage<Content extends EmailContent> {
  /** `name` is null when it is not fit to be shown. */
  greeting(name: string | null): string;
  text(content: Content, siteName: string): EmailText;
}

/** The site as emails present it. */
export interface EmailSite {
  readonly name: string;
  /** Base URL of the pages that links lead to, with or without a trailing slash. */
  readonly url: string;
}

/** The emails of a domain. */
export interface EmailTemplates<Content extends EmailContent> {
  /** By locale. */
  readonly languages: Readonly<Record<string, EmailLanguage<Content>>>;
  /** Locale of emails whose own has no texts. */
  readonly defaultLocale: string;
  /**
   * Returns the path of the page that an email links to, below the site's URL: `reset#token=…`; null
   * for an email without a link. A secret belongs into the fragment, which stays out of server logs
   * and of `Referer`.
   */
  pathOf(content: Content): string | null;
  /** Returns the headers of an email beside those that every email has; none by default. */
  headersOf?(content: Content): EmailHeaders;
}

/**
 * Renders an email in its locale, as text and as HTML. A recipient's name that could pass for a
 * message is left out. Texts that users wrote into the content pass through `plainLine` before.
 *
 * @throws {TypeError} when there are texts for neither the email's locale nor the default one.
 */
export function renderEmail<Content extends EmailContent>(
  templates: EmailTemplates<Content>,
  { to, locale: wanted, content }: Email<Content>,
  site: EmailSite,
): EmailRendering {
  const { languages, defaultLocale } = templates;
  const locale = Object.hasOwn(languages, wanted) ? wanted : defaultLocale;
  const language = languages[locale];
  if (language === undefined) throw new TypeError(`No emails are written in ${locale}.`);
  const name = plainLine(site.name);
  const url = site.url.replace(/\/+$/, '');
  const text = language.text(content, name);
  const path = templates.pathOf(content);
  const href = path === null ? null : `${url}/${path}`;
  const layout = {
    locale,
    subject: text.subject,
    paragraphs: [language.greeting(greetingName(to.name)), ...text.paragraphs],
    tables: text.tables ?? [],
    link: href === null ? null : { href, label: text.action ?? href },
    afterwards: text.afterwards ?? [],
    footer: { href: url, label: name },
  };
  const headers = templates.headersOf?.(content);
  return {
    subject: text.subject,
    text: layOutText(layout),
    html: layOutHtml(layout),
    ...(headers && { headers }),
  };
}
