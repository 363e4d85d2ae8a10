import type { Texts } from '../i18n/text-types.ts';
import type { newsletterEs } from './newsletter.es.ts';

export const newsletterEn: Texts<typeof newsletterEs> = {
  newsletter: {
    form: {
      title: 'Newsletter',
      text: 'News and offers of the shop, now and then.',
      email: 'Your email address',
      submit: 'Subscribe',
      consent: 'We will send you the newsletter by email. You can unsubscribe in each.',
      sentTitle: 'Check your email',
      sent: 'We have sent you a link to confirm it.',
      invalid: 'Write an email address such as ana@example.com.',
      limited:
        'Too many attempts. Try again in {seconds, plural, one {# second} other {# seconds}}.',
      failed: 'It could not be sent. Please try again.',
    },
    confirm: {
      title: 'Confirm your subscription',
      text: 'One more click, and you get the newsletter of the shop.',
      submit: 'Subscribe',
      done: 'You are subscribed',
      doneText: 'Thank you. Each email has a link to unsubscribe.',
      again: 'Request another link',
    },
    unsubscribe: {
      title: 'Unsubscribe from the newsletter',
      text: 'We will no longer send the newsletter to this address.',
      submit: 'Unsubscribe',
      done: 'You are unsubscribed',
      doneText: 'You get no more newsletters at this address.',
      again: 'See the newsletter',
    },
  },
};
