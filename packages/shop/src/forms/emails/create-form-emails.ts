import {
  type EmailHeaders,
  type EmailRenderers,
  type EmailSite,
  type EmailTemplates,
  GREETINGS,
  plainLine,
  renderEmail,
} from '@trastienda/emails';
import type { FormEmail, FormEmailContent } from './form-email.ts';
import { englishText } from './texts-en.ts';
import { spanishText } from './texts-es.ts';

/** Pages of the storefront that the links lead to; the token is in the fragment. */
function pathOf(content: FormEmailContent): string | null {
  switch (content.template) {
    case 'newsletter-confirm':
      return `newsletter/confirm#token=${encodeURIComponent(content.token)}`;
    case 'newsletter-subscribed':
      return `newsletter/unsubscribe#token=${encodeURIComponent(content.unsubscribeToken)}`;
    default:
      return null;
  }
}

function headersOf(content: FormEmailContent): EmailHeaders {
  switch (content.template) {
    case 'message-received': {
      const { messageId, email, name } = content;
      return { threadId: `message-${messageId}`, replyTo: { email, name: plainLine(name) } };
    }
    case 'message-answer': {
      const { messageId, replyTo } = content;
      return {
        threadId: `message-${messageId}`,
        isPersonal: true,
        ...(replyTo !== null && { replyTo: { email: replyTo, name: '' } }),
      };
    }
    default:
      return { unsubscribeUrl: content.unsubscribeUrl };
  }
}

const TEMPLATES: EmailTemplates<FormEmailContent> = {
  languages: {
    en: { greeting: GREETINGS.en, text: englishText },
    es: { greeting: GREETINGS.es, text: spanishText },
  },
  defaultLocale: 'en',
  pathOf,
  headersOf,
};

/** Creates the renderers of emails about messages and the newsletter, for `createEmailDelivery`. */
export function createFormEmails(): EmailRenderers<FormEmailContent> {
  const render = (email: FormEmail, site: EmailSite) => renderEmail(TEMPLATES, email, site);
  return {
    'message-received': render,
    'message-answer': render,
    'newsletter-confirm': render,
    'newsletter-subscribed': render,
  };
}
