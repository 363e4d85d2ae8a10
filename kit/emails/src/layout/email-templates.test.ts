import { describe, expect, test } from 'vitest';
import { createEmailRenderer } from './email-renderer.ts';
import { type EmailLanguage, type EmailTemplates, renderEmail } from './email-templates.ts';

type Content =
  | { readonly template: 'note-shared'; readonly noteId: string }
  | { readonly template: 'goodbye' };

const english: EmailLanguage<Content> = {
  greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  text: (content, siteName) =>
    content.template === 'goodbye'
      ? { subject: `Goodbye from ${siteName}`, paragraphs: ['Your notes are deleted.'] }
      : {
          subject: `A note was shared with you on ${siteName}`,
          paragraphs: ['You can read it now.'],
          action: 'Read the note',
          afterwards: ['If you do not know the sender, ignore this email.'],
        },
};
const spanish: EmailLanguage<Content> = {
  greeting: (name) => (name === null ? 'Hola:' : `Hola, ${name}:`),
  text: (_content, siteName) => ({ subject: `Aviso de ${siteName}`, paragraphs: ['Hay algo.'] }),
};
const TEMPLATES: EmailTemplates<Content> = {
  languages: { en: english, es: spanish },
  defaultLocale: 'en',
  pathOf: (content) => ('noteId' in content ? `notes#id=${content.noteId}` : null),
};
const SITE = { name: 'Notes & Co', url: 'https://notes.example/app/' };
const TO = { email: 'ana@correo.example', name: 'Ana' };
const SHARED: Content = { template: 'note-shared', noteId: 'n1' };

const render = (content: Content, locale = 'en', to = TO) =>
  renderEmail(TEMPLATES, { to, locale, content }, SITE);

describe('an email of templates', () => {
  test('has its greeting, its text, its link and the site, as text and as HTML', () => {
    const { subject, text, html } = render(SHARED);
    expect(subject).toBe('A note was shared with you on Notes & Co');
    expect(text).toBe(
      [
        'Hello Ana,',
        'You can read it now.',
        'Read the note:\nhttps://notes.example/app/notes#id=n1',
        'If you do not know the sender, ignore this email.',
        'Notes & Co\nhttps://notes.example/app\n',
      ].join('\n\n'),
    );
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<a href="https://notes.example/app/notes#id=n1"');
    expect(html).toContain('Notes &amp; Co');
  });

  test('has tables between its text and its link, escaped in HTML', () => {
    const tables = [
      {
        title: 'Items',
        rows: [
          { label: '2 × <b>Tea</b>', note: 'Green & loose', value: '€4.00' },
          { label: 'Total', value: '€4.00', isTotal: true },
          { label: 'Ana' },
        ],
      },
    ];
    const texts = { en: () => ({ subject: 'Paid', paragraphs: ['Thanks.'], tables }) };
    const receipt = createEmailRenderer<Content>({ texts, pathOf: () => 'order' });
    const { text, html } = receipt({ to: TO, locale: 'en', content: SHARED }, SITE);
    expect(text).toContain(
      'Thanks.\n\nItems\n2 × <b>Tea</b> (Green & loose): €4.00\nTotal: €4.00\nAna\n\nhttps:',
    );
    expect(html).toContain('2 × &lt;b&gt;Tea&lt;/b&gt;<br><small>Green &amp; loose</small></td>');
    expect(html).toMatch(/font-weight:bold">Total<.+font-weight:bold">€4.00</s);
    expect(html).toContain('<td colspan="2"');
  });

  test('without a link ends with the site alone', () => {
    expect(render({ template: 'goodbye' }).text).toBe(
      'Hello Ana,\n\nYour notes are deleted.\n\nNotes & Co\nhttps://notes.example/app\n',
    );
  });

  test('is written in the language of its recipient', () => {
    const { subject, html } = render(SHARED, 'es');
    expect(subject).toBe('Aviso de Notes & Co');
    expect(html).toContain('<html lang="es">');
  });

  test.each(['fr', 'constructor', ''])('is in the default language for the locale %j', (locale) => {
    expect(render(SHARED, locale).html).toContain('<html lang="en">');
  });

  test('leaves out a name that could pass for a message', () => {
    const name = 'Win at evil.example';
    expect(render(SHARED, 'en', { ...TO, name }).text.startsWith('Hello,\n')).toBe(true);
  });

  test('cannot be rendered when no language has its text', () => {
    const templates = { ...TEMPLATES, languages: { es: spanish } };
    expect(() => renderEmail(templates, { to: TO, locale: 'fr', content: SHARED }, SITE)).toThrow(
      'No emails are written in en.',
    );
  });
});
