import {
  type EmailRenderers,
  type EmailRendering,
  type EmailSite,
  type EmailTemplates,
  renderEmail,
} from '@trastienda/emails';
import type { ShopEmail, ShopEmailContent } from './email-content.ts';
import { ENGLISH } from './texts/en.ts';
import { SPANISH } from './texts/es.ts';

/** Returns the page of the storefront that an email links to; emails to staff have no link. */
function pathOf(content: ShopEmailContent): string | null {
  if ('checkoutId' in content) return `checkout/${content.checkoutId}`;
  if (!('page' in content)) return null;
  const { page } = content;
  return 'token' in page ? `order#token=${page.token}` : `orders/${page.orderId}`;
}

const TEMPLATES: EmailTemplates<ShopEmailContent> = {
  languages: { en: ENGLISH, es: SPANISH },
  defaultLocale: 'en',
  pathOf,
};

const render = (email: ShopEmail, site: EmailSite): EmailRendering =>
  renderEmail(TEMPLATES, email, site);

/**
 * Creates the renderers of the shop's emails, for `createEmailDelivery`. The pages of links are
 * `order#token=…` for guests, `orders/<id>` for accounts, and `checkout/<id>`.
 */
export function createShopEmails(): EmailRenderers<ShopEmailContent> {
  return {
    'order-placed': render,
    'order-paid': render,
    'order-shipped': render,
    'order-canceled': render,
    'order-refunded': render,
    'return-requested': render,
    'return-answered': render,
    'payment-failed': render,
    'payment-action-required': render,
    'new-order': render,
    'low-stock': render,
    'unmatched-payment': render,
    'payment-disputed': render,
    'webhook-disabled': render,
  };
}
