import { index, layout, type RouteConfig, route } from '@react-router/dev/routes';
import { PREFIXED_LOCALES } from './i18n/locales.ts';

// An optional static segment, not a parameter: `/productos` must not be the home page of a language
// that there is not. A third language needs a parameter with a check.
const locale = PREFIXED_LOCALES.map((prefix) => `${prefix}?`).join('/');

const shell = [route('theme', 'routes/shell/theme.ts'), route('*', 'routes/shell/not-found.tsx')];

const catalog = [
  layout('routes/catalog/texts.tsx', [
    index('routes/catalog/home.tsx'),
    route('products', 'routes/catalog/list.tsx'),
    route('products/:slug', 'routes/catalog/product.tsx'),
  ]),
];

const contact = [route('contact', 'routes/contact/contact.tsx')];

const cart = [route('cart', 'routes/cart/cart.tsx')];

const seo = [
  route('robots.txt', 'routes/seo/robots.ts'),
  route('sitemap.xml', 'routes/seo/sitemap.ts'),
];

const checkout = [
  route('checkout', 'routes/checkout/details.tsx'),
  route('checkout/:checkoutId', 'routes/checkout/payment.tsx'),
];

const orders = [
  // Guests have no account around their orders.
  route('orders', 'routes/orders/list.tsx', { id: 'routes/orders/guest-list' }),
  route('orders/:orderId', 'routes/orders/order.tsx'),
  route('order', 'routes/orders/linked.tsx'),
];

/** Pages on the way to an account; emails link to some of them. */
const auth = [
  route('sign-in', 'routes/account/sign-in.tsx'),
  route('sign-out', 'routes/account/sign-out.ts'),
  route('sign-up', 'routes/account/sign-up.tsx'),
  route('verify-email', 'routes/account/verify-email.tsx'),
  route('forgot-password', 'routes/account/forgot-password.tsx'),
  route('reset-password', 'routes/account/reset-password.tsx'),
  route('confirm-email', 'routes/account/confirm-email.tsx'),
];

const account = [
  route('account', 'routes/account/layout.tsx', [
    index('routes/account/overview.tsx'),
    route('orders', 'routes/orders/list.tsx'),
    route('addresses', 'routes/account/addresses.tsx'),
    route('addresses/new', 'routes/account/address-new.tsx'),
    route('addresses/:addressId', 'routes/account/address-edit.tsx'),
    route('profile', 'routes/account/profile.tsx'),
    route('security', 'routes/account/security.tsx'),
    route('privacy', 'routes/account/privacy.tsx'),
  ]),
  // Addresses without a page, beside the frame of the account's pages.
  route('account/reauthenticate', 'routes/account/reauthenticate.ts'),
  route('account/data', 'routes/account/data.ts'),
];

const newsletter = [
  route('newsletter', 'routes/newsletter/newsletter.tsx'),
  // Two addresses, not a parameter: other paths below are no pages.
  route('newsletter/confirm', 'routes/newsletter/answer.tsx', { id: 'routes/newsletter/confirm' }),
  route('newsletter/unsubscribe', 'routes/newsletter/answer.tsx'),
];

export default [
  ...seo,
  route(locale, 'routes/shell/locale.tsx', [
    ...catalog,
    ...cart,
    ...checkout,
    ...orders,
    ...contact,
    ...auth,
    ...account,
    ...newsletter,
    ...shell,
  ]),
] satisfies RouteConfig;
