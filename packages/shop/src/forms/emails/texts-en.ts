import { type EmailText, plainLine } from '@trastienda/emails';
import { nameInSubject, paragraphsOf, quotedParagraphs } from './email-lines.ts';
import type { FormEmailContent } from './form-email.ts';

/** Returns the text of an email in English. */
export function englishText(content: FormEmailContent, siteName: string): EmailText {
  switch (content.template) {
    case 'message-received': {
      const { name, email, orderNumber, message, isFlagged } = content;
      return {
        subject: `Message from ${nameInSubject(name)}`,
        paragraphs: [
          `${nameInSubject(name)} (${email}) has written to ${siteName}.`,
          ...(orderNumber === null ? [] : [`Order, as they typed it: ${plainLine(orderNumber)}`]),
          ...(isFlagged ? ['The message has many links: it may be advertising.'] : []),
          ...quotedParagraphs(message),
          'Answer it in the inbox. A reply to this email goes to the visitor, and the inbox does not show it.',
        ],
      };
    }
    case 'message-answer':
      return {
        subject: `Re: your message to ${siteName}`,
        paragraphs: [
          ...paragraphsOf(content.text),
          'You wrote:',
          ...quotedParagraphs(content.question),
        ],
      };
    case 'newsletter-confirm':
      return {
        subject: `Do you want the newsletter of ${siteName}?`,
        paragraphs: [
          `This address was entered for the newsletter of ${siteName}. One step is left: confirm that you want it.`,
        ],
        action: 'Yes, send me the newsletter',
        afterwards: ['If you did not ask for it, ignore this email: nothing else will come.'],
      };
    case 'newsletter-subscribed':
      return {
        subject: `You are subscribed to the newsletter of ${siteName}`,
        paragraphs: [
          `Thank you: this address gets the newsletter of ${siteName} from now on.`,
          'You can end it at any time, here or with the link in each newsletter:',
        ],
        action: 'End the subscription',
      };
  }
}
