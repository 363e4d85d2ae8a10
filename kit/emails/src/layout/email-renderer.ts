import type { EmailHeaders, EmailRendering } from '../mailers/mailer.ts';
import type { Email, EmailContent } from '../queue/email.ts';
import { type EmailSite, type EmailText, renderEmail } from './email-templates.ts';

/** Greetings by locale; the name is null when it is not fit to be shown. */
export const GREETINGS: Readonly<Record<'en' | 'es', (name: string | null) => string>> = {
  en: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  es: (name) => (name === null ? 'Hola:' : `Hola, ${name}:`),
};

type TextOf<Content extends EmailContent> = (content: Content, siteName: string) => EmailText;

export interface EmailRendererOptions<Content extends EmailContent> {
  /** Texts by locale; readers of others get those of `en`. */
  readonly texts: { readonly en: TextOf<Content>; readonly es?: TextOf<Content> };
  /** Returns the path of the page that the email links to; see `EmailTemplates.pathOf`. */
  readonly pathOf?: (content: Content) => string;
  /** Returns the headers of the email beside those that every email has; none by default. */
  readonly headersOf?: (content: Content) => EmailHeaders;
}

/**
 * Creates the renderer of one template, for `createEmailDelivery`. Texts in other languages than
 * English and Spanish, with their greetings, are `EmailTemplates`.
 */
export function createEmailRenderer<Content extends EmailContent>(
  options: EmailRendererOptions<Content>,
): (email: Email<Content>, site: EmailSite) => EmailRendering {
  const { texts, pathOf = () => null, headersOf } = options;
  const languages = {
    en: { greeting: GREETINGS.en, text: texts.en },
    ...(texts.es && { es: { greeting: GREETINGS.es, text: texts.es } }),
  };
  const templates = { languages, defaultLocale: 'en', pathOf, ...(headersOf && { headersOf }) };
  return (email, site) => renderEmail(templates, email, site);
}
