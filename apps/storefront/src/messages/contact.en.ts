import type { Texts } from '../i18n/text-types.ts';
import type { contactEs } from './contact.es.ts';

export const contactEn: Texts<typeof contactEs> = {
  contact: {
    title: 'Write to us',
    description: 'Write to the shop: questions about products, orders and shipping.',
    text: 'We read everything and answer by email, usually within a working day.',
    name: 'Name',
    email: 'Email address',
    orderNumber: 'Order number',
    optional: 'Optional',
    message: 'Message',
    privacy: 'We use what you send only to answer you.',
    send: 'Send message',
    sent: {
      title: 'We have your message',
      text: 'We will answer to the address that you gave us.',
      browse: 'See products',
    },
    invalid: {
      name: 'Enter your name.',
      email: 'Enter an email address, such as ana@example.com.',
      orderNumber: 'Check the order number.',
      message: 'Enter a message.',
    },
    failed: {
      limited: 'You have sent several messages in a row. Wait a few minutes and try again.',
      again: 'It has not been sent yet. Press the button again.',
      'script-needed': 'We receive many messages right now. Turn JavaScript on to send yours.',
      failed: 'It could not be sent. Check your connection and try again.',
    },
  },
};
