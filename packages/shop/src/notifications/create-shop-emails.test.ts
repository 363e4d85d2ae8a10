import type { EmailRendering } from '@trastienda/emails';
import { describe, expect, test } from 'vitest';
import { createShopEmails } from './create-shop-emails.ts';
import type { EmailReceipt, ShopEmailContent } from './email-content.ts';
import { EMAIL_KINDS, type EmailKind } from './email-kinds.ts';
import { shortLine } from './order-facts.ts';

const SITE = { name: 'La tienda', url: 'https://shop.example/' };
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const TITLE = 'Camiseta <script>alert("1")</script> & más';
const ITEM = { title: TITLE, options: 'M, azul', quantity: 2, price: eur(3998) };
const RECEIPT: EmailReceipt = {
  items: [ITEM],
  subtotal: eur(3998),
  discount: { names: 'DIEZ', amount: eur(400) },
  shipping: { name: 'Correos', price: eur(495) },
  taxes: [{ name: 'IVA', ratePpm: 210_000, amount: eur(624) }],
  isTaxIncluded: true,
  total: eur(4093),
};
const ABOUT = { number: '7K3M-9QXA', page: { token: 'a-token' }, expiresInMinutes: 60 };
const PAYMENT = { checkoutId: 'c1', amount: eur(4093), expiresInMinutes: 60 };

const CONTENTS: Readonly<Record<EmailKind, ShopEmailContent>> = {
  'order-placed': {
    ...ABOUT,
    template: 'order-placed',
    receipt: RECEIPT,
    address: ['Ana García', '28001 Madrid'],
    isCanceled: false,
  },
  'order-paid': {
    ...ABOUT,
    template: 'order-paid',
    receipt: RECEIPT,
    address: ['Ana García'],
    paid: eur(4093),
    paidAt: '2026-12-23T23:30:00.000Z',
    timeZone: 'Europe/Madrid',
    isCanceled: false,
  },
  'order-shipped': {
    ...ABOUT,
    template: 'order-shipped',
    items: [{ ...ITEM, price: null }],
    tracking: { carrier: 'Correos', number: 'PK1', url: 'https://correos.example/PK1' },
    isComplete: true,
  },
  'order-canceled': { ...ABOUT, template: 'order-canceled', by: 'buyer', isPaid: true },
  'order-refunded': { ...ABOUT, template: 'order-refunded', amount: eur(500), items: [] },
  'return-requested': { ...ABOUT, template: 'return-requested', items: [ITEM], isAnswered: false },
  'return-answered': {
    ...ABOUT,
    template: 'return-answered',
    items: [ITEM],
    decision: 'declined',
    answer: 'Está <usada>.',
  },
  'payment-failed': { ...PAYMENT, template: 'payment-failed' },
  'payment-action-required': { ...PAYMENT, template: 'payment-action-required' },
  'new-order': {
    template: 'new-order',
    number: '7K3M-9QXA',
    items: [ITEM],
    total: eur(4093),
    country: 'ES',
    isCanceled: false,
  },
  'low-stock': { template: 'low-stock', sku: 'TEE', available: 3, lowStockAt: 4 },
  'unmatched-payment': {
    template: 'unmatched-payment',
    paymentId: 'p1',
    amount: eur(4093),
    reason: 'stock',
  },
  'payment-disputed': {
    template: 'payment-disputed',
    paymentId: 'p1',
    number: '7K3M-9QXA',
    amount: eur(4093),
  },
  'webhook-disabled': {
    ...{ template: 'webhook-disabled', endpointId: 'e1', reason: 'gone' },
    description: 'ERP <b>',
  },
};

function render(content: ShopEmailContent, locale: string): EmailRendering {
  const renderers: Readonly<Record<string, (email: never, site: typeof SITE) => EmailRendering>> =
    createShopEmails();
  const renderer = renderers[content.template];
  if (renderer === undefined) throw new Error(`There is no email ${content.template}.`);
  const email = { to: { email: 'ana@example.com', name: 'Ana' }, locale, content };
  return renderer(email as never, SITE);
}

const all = EMAIL_KINDS.flatMap((kind) => ['es', 'en'].map((locale) => ({ kind, locale })));

describe('an email of the shop', () => {
  test.each(all)(
    '$kind in $locale has a subject, a text and HTML without markup of others',
    ({ kind, locale }) => {
      const { subject, text, html } = render(CONTENTS[kind], locale);
      expect(subject).toMatch(/^\P{Cc}{8,100}$/u);
      expect(text).toContain('La tienda\nhttps://shop.example');
      expect(html).toContain(`<html lang="${locale}">`);
      expect(html).not.toMatch(/<script|<usada/);
      for (const part of [subject, text, html])
        expect(part).not.toMatch(/undefined|null|NaN|\[obj/);
    },
  );

  test.each(EMAIL_KINDS)('%s is written in both languages', (kind) => {
    expect(render(CONTENTS[kind], 'es').text).not.toBe(render(CONTENTS[kind], 'en').text);
  });

  test('has amounts and days as the language writes them', () => {
    const spanish = render(CONTENTS['order-paid'], 'es').text.replaceAll('\u00a0', ' ');
    expect(spanish).toContain('40,93 € por tu pedido 7K3M-9QXA el 24 de diciembre de 2026');
    expect(spanish).toContain('Descuento (DIEZ): −4,00 €');
    expect(spanish).toContain('IVA 21 % (incluido): 6,24 €');
    expect(render(CONTENTS['order-paid'], 'en').text).toContain('on December 24, 2026');
  });

  test('adds taxes that prices exclude before the total', () => {
    const receipt = { ...RECEIPT, isTaxIncluded: false };
    const { text } = render({ ...CONTENTS['order-paid'], receipt } as ShopEmailContent, 'en');
    expect(text).toMatch(/IVA 21%: €6.24\nTotal/);
  });
});

describe('a text of people', () => {
  test('becomes one visible line', () => {
    expect(shortLine(' a\r\nBcc: b\u0000\u202Ec\t d ')).toBe('a Bcc: b c d');
  });

  test('is cut between characters when it is long', () => {
    expect(shortLine('👕'.repeat(200))).toBe(`${'👕'.repeat(119)}…`);
    expect(shortLine('x'.repeat(120))).toBe('x'.repeat(120));
  });
});
