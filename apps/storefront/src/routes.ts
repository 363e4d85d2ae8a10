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
  route('orders/:orderId', 'routes/orders/order.tsx'),
  route('order', 'routes/orders/linked.tsx'),
  route('account/orders', 'routes/orders/list.tsx'),
];

export default [
  ...seo,
  route(locale, 'routes/shell/locale.tsx', [
    ...catalog,
    ...cart,
    ...checkout,
    ...orders,
    ...contact,
    ...shell,
  ]),
] satisfies RouteConfig;
