import type { EmailRendering } from '@trastienda/emails';
import { describe, expect, test } from 'vitest';
import { createFormEmails } from './create-form-emails.ts';

const SITE = { name: 'Ferretería Ana', url: 'https://ana.example/' };
const renderers = createFormEmails();
const to = { email: 'ana@example.com', name: '' };
const LINKS = { unsubscribeToken: 'u1.a.b', unsubscribeUrl: 'https://api.ana.example/u/u1.a.b' };

function notice(
  fields: { name?: string; message?: string; orderNumber?: string } = {},
  locale = 'en',
): EmailRendering {
  return renderers['message-received'](
    {
      ...{ to, locale },
      content: {
        ...{ template: 'message-received', messageId: 'm1', email: 'eva@example.com' },
        ...{ name: 'Eva', message: 'Hello', orderNumber: null, isFlagged: false },
        ...fields,
      },
    },
    SITE,
  );
}

describe('the notice about a message', () => {
  test('can be replied to, and belongs to the conversation of the message', () => {
    expect(notice().headers).toEqual({
      threadId: 'message-m1',
      replyTo: { email: 'eva@example.com', name: 'Eva' },
    });
  });

  test('quotes what a stranger wrote, without adding headers, HTML or paragraphs of the shop', () => {
    const { subject, text, html } = notice({
      name: 'Eva\r\nBcc: all@example.com',
      message: 'One\n\n<b>Two</b>\n',
    });
    expect(subject).toBe('Message from Eva Bcc: all@example.com');
    expect(text).toContain('\n\n> One\n\n> <b>Two</b>\n\n');
    expect(html).toContain('<p>&gt; &lt;b&gt;Two&lt;/b&gt;</p>');
  });

  test('has a subject of bounded length', () => {
    expect(notice({ name: 'x'.repeat(200) }).subject.length).toBeLessThan(100);
    const name = `${'x'.repeat(59)}😀😀`;
    expect(notice({ name }).subject).toBe(`Message from ${'x'.repeat(59)}😀…`);
  });

  test.each(['en', 'es'])(
    'shows the number of an order as one line of what is visible in %s',
    (locale) => {
      const { text } = notice({ orderNumber: 'T-1\u2028Paid\u202E' }, locale);
      expect(text).toMatch(/: T-1 Paid\n/);
    },
  );
});

describe('an answer', () => {
  const answer = (replyTo: string | null) =>
    renderers['message-answer'](
      {
        ...{ to, locale: 'es' },
        content: {
          ...{
            template: 'message-answer',
            messageId: 'm1',
            text: 'Sí.\nMañana.',
            question: '¿Hoy?',
          },
          ...{ replyTo, expiresInMinutes: 60 },
        },
      },
      SITE,
    );

  test('is in the language of the visitor, with the question, and goes on by email', () => {
    const { text, headers } = answer('team@ana.example');
    expect(text).toContain('Sí.\n\nMañana.\n\nTú escribiste:\n\n> ¿Hoy?\n\n');
    expect(headers).toEqual({
      ...{ threadId: 'message-m1', isPersonal: true },
      replyTo: { email: 'team@ana.example', name: '' },
    });
  });

  test('without an address of staff is answered to the sender', () => {
    expect(answer(null).headers).toEqual({ threadId: 'message-m1', isPersonal: true });
  });
});

test.each([
  ['en', 'Yes, send me the newsletter', 'End the subscription'],
  ['es', 'Sí, quiero el boletín', 'Darme de baja'],
])(
  'emails of the newsletter in %s have a link to a page, and one for mailboxes',
  (locale, yes, no) => {
    const confirm = renderers['newsletter-confirm'](
      {
        ...{ to, locale },
        content: { template: 'newsletter-confirm', token: 'abc', expiresInMinutes: 60, ...LINKS },
      },
      SITE,
    );
    expect(confirm.text).toContain(`${yes}:\nhttps://ana.example/newsletter/confirm#token=abc\n`);
    const welcome = renderers['newsletter-subscribed'](
      { to, locale, content: { template: 'newsletter-subscribed', ...LINKS } },
      SITE,
    );
    expect(welcome.text).toContain(
      `${no}:\nhttps://ana.example/newsletter/unsubscribe#token=u1.a.b\n`,
    );
    for (const { headers } of [confirm, welcome]) {
      expect(headers).toEqual({ unsubscribeUrl: LINKS.unsubscribeUrl });
    }
  },
);
