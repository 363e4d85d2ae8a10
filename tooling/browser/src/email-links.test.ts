import { type AccountEmailContent, createAccountEmails } from '@trastienda/auth';
import {
  createFormEmails,
  createShopEmails,
  type FormEmailContent,
  type ShopEmailContent,
} from '@trastienda/shop';
import { expect, test } from 'vitest';

const SITE = { name: 'Shop', url: 'https://shop.test' };
const to = { email: 'ana@example.com', name: 'Ana' };
const token = 'abc-DEF_123';
const expiry = { expiresInMinutes: 30 };
const list = { unsubscribeToken: token, unsubscribeUrl: 'https://shop.test/one-click' };

type LinkingTo<Content, Link> =
  Extract<Content, Link> extends { readonly template: infer Name } ? Name & string : never;

/** An email of each kind with a link: a new kind does not compile until it is here. */
const ACCOUNT: {
  readonly [Name in LinkingTo<AccountEmailContent, { readonly token: string }>]: Extract<
    AccountEmailContent,
    { readonly template: Name }
  >;
} = {
  'verify-email': { template: 'verify-email', token, ...expiry },
  'reset-password': { template: 'reset-password', token, ...expiry },
  'confirm-old-email': {
    ...{ template: 'confirm-old-email', newEmail: 'new@example.com', token, ...expiry },
  },
  'confirm-new-email': { template: 'confirm-new-email', token, ...expiry },
};

const FORM: {
  readonly [Name in LinkingTo<
    FormEmailContent,
    { readonly unsubscribeToken: string }
  >]: FormEmailContent & { readonly template: Name };
} = {
  'newsletter-confirm': { template: 'newsletter-confirm', token, ...expiry, ...list },
  'newsletter-subscribed': { template: 'newsletter-subscribed', ...list },
};

type Refunded = ShopEmailContent & { readonly template: 'order-refunded' };
type Failed = ShopEmailContent & { readonly template: 'payment-failed' };
const amount = { amount: 1000, currency: 'EUR' };
const order = { template: 'order-refunded', number: '1001', amount, items: [], ...expiry } as const;
const ORDERS: readonly Refunded[] = [
  { ...order, page: { token } },
  { ...order, page: { orderId: 'order-1' } },
];
const PAYMENT: Failed = { template: 'payment-failed', checkoutId: 'checkout-1', amount, ...expiry };

/** Returns the paths of the pages that emails link to. */
function linkedPaths(): string[] {
  const account = createAccountEmails();
  const form = createFormEmails();
  const shop = createShopEmails();
  const email = <Content>(content: Content) => ({ to, locale: 'en', content });
  const texts = [
    account['verify-email'](email(ACCOUNT['verify-email']), SITE),
    account['reset-password'](email(ACCOUNT['reset-password']), SITE),
    account['confirm-old-email'](email(ACCOUNT['confirm-old-email']), SITE),
    account['confirm-new-email'](email(ACCOUNT['confirm-new-email']), SITE),
    form['newsletter-confirm'](email(FORM['newsletter-confirm']), SITE),
    form['newsletter-subscribed'](email(FORM['newsletter-subscribed']), SITE),
    ...ORDERS.map((content) => shop['order-refunded'](email(content), SITE)),
    shop['payment-failed'](email(PAYMENT), SITE),
  ].map(({ text }) => text);
  return texts.map((text) => /https:\/\/shop\.test(\/[^\s#]+)/.exec(text)?.[1] ?? 'no link');
}

interface RouteEntry {
  readonly path?: string;
  readonly index?: boolean;
  readonly children?: readonly RouteEntry[];
}

/** Returns the patterns of a site's pages, without that of unknown addresses. */
function patternsOf(entries: readonly RouteEntry[], parent = ''): RegExp[] {
  return entries.flatMap(({ path = '', children }) => {
    if (path === '*') return [];
    const here = [parent, path].filter(Boolean).join('/');
    if (children !== undefined) return patternsOf(children, here);
    const source = here
      .split('/')
      .map((part) => (part.endsWith('?') ? `(?:/${part.slice(0, -1)})?` : `/${part}`))
      .map((part) => part.replace(/:\w+/, '[^/]+'));
    return [new RegExp(`^${source.join('')}$`)];
  });
}

test('The storefront has a page for each link of an email', async () => {
  // By its address: this package is no part of the storefront's program.
  const address = new URL('../../../apps/storefront/src/routes.ts', import.meta.url).href;
  const { default: routes }: { default: readonly RouteEntry[] } = await import(address);
  const pages = patternsOf(routes);
  const paths = linkedPaths();
  expect(paths).toContain('/verify-email');
  expect(paths.filter((path) => !pages.some((page) => page.test(path)))).toEqual([]);
});
