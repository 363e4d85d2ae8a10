import { LOCALES } from '@trastienda/auth-contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountEmail, AccountEmailContent } from './email.ts';
import { type EmailSite, renderEmail } from './render-email.ts';

const SITE: EmailSite = {
  name: 'Ferretería Ana',
  url: 'https://ana.example/tienda/',
};
const TO = { email: 'maria@correo.example', name: 'María López' };
const token = 'abc-DEF_123';

const WITH_LINK: readonly AccountEmailContent[] = [
  { template: 'verify-email', token, expiresInMinutes: 24 * 60 },
  { template: 'reset-password', token, expiresInMinutes: 30 },
  { template: 'confirm-old-email', token, newEmail: 'new@correo.example', expiresInMinutes: 1440 },
  { template: 'confirm-new-email', token, expiresInMinutes: 1440 },
];

const WITHOUT_LINK: readonly AccountEmailContent[] = [
  { template: 'already-registered' },
  { template: 'email-changed', newEmail: 'new@correo.example' },
  { template: 'password-changed' },
  { template: 'second-factor-enabled' },
  { template: 'second-factor-disabled' },
  { template: 'second-factor-guessed' },
  { template: 'second-factor-removed' },
  { template: 'api-key-created', permissions: ['notes:read', 'notes:write'] },
  { template: 'email-in-use' },
  { template: 'account-deleted' },
];

const every = [...WITH_LINK, ...WITHOUT_LINK].flatMap((content) =>
  LOCALES.map((locale): AccountEmail => ({ to: TO, locale, content })),
);

function render(
  content: AccountEmailContent,
  to: Partial<AccountEmail['to']> = {},
  locale: AccountEmail['locale'] = 'en',
) {
  return renderEmail({ to: { ...TO, ...to }, locale, content }, SITE);
}

describe('every email', () => {
  test.each(every)(
    'greets its reader and names the shop: $content.template in $locale',
    (email) => {
      const { subject, text, html } = renderEmail(email, SITE);
      expect(subject).toContain('Ferretería Ana');
      for (const body of [text, html]) {
        expect(body).toContain('María López');
        expect(body).toContain('https://ana.example/tienda');
        expect(body).not.toMatch(/undefined|null|\[object/);
      }
      expect(html).toContain(`<html lang="${email.locale}">`);
    },
  );

  test('differs by language and by template', () => {
    const emails = every.map((email) => renderEmail(email, SITE));
    expect(new Set(emails.map(({ subject }) => subject)).size).toBe(every.length);
    expect(new Set(emails.map(({ text }) => text)).size).toBe(every.length);
  });

  test('has the same content as text and as HTML', () => {
    for (const email of every) {
      const { text, html } = renderEmail(email, SITE);
      const words = (body: string) => body.replaceAll(/\s+/g, ' ').trim();
      const shown = html.slice(html.indexOf('<body')).replaceAll(/<[^>]+>/g, ' ');
      const read = text.replaceAll(/:?\nhttps:\S+/g, ' ');
      expect(words(shown)).toBe(words(read));
    }
  });
});

describe('a link', () => {
  const paths = ['verify-email', 'reset-password', 'confirm-email', 'confirm-email'];

  test.each(LOCALES)('points to its page with the secret in the fragment, in %s', (locale) => {
    const links = WITH_LINK.map((content) => {
      const { text, html } = render(content, {}, locale);
      const [link = ''] = text.match(/^https:\S+#\S+$/m) ?? [];
      expect(html).toContain(`<a href="${link}"`);
      return link;
    });
    expect(links).toEqual(
      paths.map((path) => `https://ana.example/tienda/${path}#token=abc-DEF_123`),
    );
  });

  test('is missing from emails that are only notices', () => {
    for (const content of WITHOUT_LINK) expect(render(content).text).not.toContain('#');
  });

  test.each([
    [1, 'en', '1 minute,'],
    [30, 'en', '30 minutes,'],
    [60, 'en', '1 hour,'],
    [90, 'en', '90 minutes,'],
    [1440, 'en', '24 hours,'],
    [2880, 'en', '2 days,'],
    [30, 'es', '30 minutos y'],
    [60, 'es', '1 hora y'],
    [4320, 'es', '3 días y'],
  ] as const)(
    'states its lifetime of %i minutes in words, in %s',
    (expiresInMinutes, locale, words) => {
      const { text } = render({ template: 'reset-password', token, expiresInMinutes }, {}, locale);
      expect(text).toContain(words);
    },
  );
});

describe('text from users', () => {
  const notice: AccountEmailContent = { template: 'password-changed' };

  test('is escaped in HTML, never a tag', () => {
    const site = { ...SITE, name: `<script>alert("1")</script> & 'Sons'` };
    const newEmail = `"><img/src=x>'&@evil.example`;
    const content: AccountEmailContent = { template: 'email-changed', newEmail };
    const { html } = renderEmail(
      { to: { ...TO, name: `O'Brien & Co` }, locale: 'en', content },
      site,
    );
    expect(html).not.toMatch(/<(script|img)/);
    expect(html).toContain('&quot;&gt;&lt;img/src=x&gt;&#39;&amp;@evil.example');
    expect(html).toContain('O&#39;Brien &amp; Co');
  });

  test('adds no tags to those of the template, whatever it is', () => {
    const tagsOf = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.split(/[\s>]/)[0]);
    const anything = fc.string({ unit: fc.constantFrom(...`<>&"'/=a \n\r\0\u2028\u202e`) });
    const content = (newEmail: string): AccountEmailContent => ({
      template: 'email-changed',
      newEmail,
    });
    const tags = tagsOf(render(content('new@correo.example')).html);
    fc.assert(
      fc.property(anything, anything, (name, newEmail) => {
        const { subject, html } = render(content(newEmail), { name });
        expect(tagsOf(html)).toEqual(tags);
        expect(subject).not.toMatch(/[\r\n]/);
      }),
    );
  });

  test('starts no header: the subject is one line even if the shop’s name has a line break', () => {
    const site = { ...SITE, name: 'Ana\r\nBcc: eve@evil.example' };
    const { subject } = renderEmail({ to: TO, locale: 'en', content: notice }, site);
    expect(subject).toBe('Your password at Ana Bcc: eve@evil.example has changed');
  });

  test.each([
    'You have won, see https://evil.example',
    'evil.example has a prize for you',
    'write to eve@evil.example',
    'call +34600123456 now',
    'www/evil',
    `${'very '.repeat(20)}long`,
    '\u202e\n',
    '',
  ])('is no message from the shop: nobody is greeted as %j', (name) => {
    const { text, html } = render(notice, { name });
    expect(text.startsWith('Hello,\n')).toBe(true);
    if (name.trim() !== '') expect(html).not.toContain(name.trim());
  });

  test.each([
    'María José',
    'J. R. R. Tolkien',
    "Sinéad O'Connor",
    '李小龍',
    'أحمد',
    'Jean-Luc',
    'Ana 2',
  ])('is a name when it looks like one: %s', (name) => {
    expect(render(notice, { name }).text.startsWith(`Hello ${name},\n`)).toBe(true);
    expect(render(notice, { name }, 'es').text.startsWith(`Hola, ${name}:\n`)).toBe(true);
  });

  test('is shown in its direction of reading', () => {
    const { text } = render({
      template: 'email-changed',
      newEmail: 'a\u202e\u2066gro.live@x.example',
    });
    expect(text).not.toMatch(/\p{Bidi_Control}/u);
  });
});

describe('what an application decides about its emails', () => {
  const deleted: AccountEmailContent = { template: 'account-deleted' };
  const verify: AccountEmailContent = { template: 'verify-email', token, expiresInMinutes: 60 };
  const textOf = (content: AccountEmailContent, locale: 'en' | 'es', site: Partial<EmailSite>) =>
    renderEmail({ to: TO, locale, content }, { ...SITE, ...site }).text;

  test('is whom to write to when something is wrong', () => {
    const contact = { en: 'the shop', es: 'la tienda' };
    expect(textOf(deleted, 'en', { contact })).toContain('write to the shop at once.');
    expect(textOf(deleted, 'es', { contact })).toContain('escribe a la tienda enseguida.');
    expect(textOf(deleted, 'en', {})).toContain('write to our team at once.');
  });

  test('is the page of a link, one by one', () => {
    const linkPaths = { 'verify-email': 'welcome' };
    expect(textOf(verify, 'en', { linkPaths })).toContain(`/tienda/welcome#token=${token}`);
    const reset: AccountEmailContent = { ...verify, template: 'reset-password' };
    expect(textOf(reset, 'en', { linkPaths })).toContain(`/tienda/reset-password#token=${token}`);
  });
});
