import type { AppEnv } from '@trastienda/http';
import type { SandboxDriver } from '@trastienda/shop';
import { isShopError } from '@trastienda/shop-contract';
import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { errorAnswer } from '../../http/error-answer.ts';
import { confirmPathOf } from '../../start/payments/confirm-path.ts';
import { isSameText, onlyOnThisMachine } from '../developer-page.ts';
import { readPosted } from './read-posted.ts';
import {
  CONFIRMATION_LANGUAGES,
  type ConfirmationLanguage,
  type ConfirmationTheme,
  renderConfirmation,
} from './render-confirmation.ts';

const Confirmation = z.object({ action: z.enum(['approve', 'decline']) });

/** Returns the first of the page's languages that the browser asks for: Spanish, unless it asks for another. */
function acceptedLanguage(c: Context): ConfirmationLanguage {
  const wanted = accepts(c, {
    header: 'Accept-Language',
    supports: [...CONFIRMATION_LANGUAGES],
    default: CONFIRMATION_LANGUAGES[0],
    match: (ranges, { supports, default: otherwise }) =>
      ranges
        .toSorted((one, other) => other.q - one.q)
        .map(({ type }) => type.toLowerCase().split('-')[0])
        .find((language) => language !== undefined && supports.includes(language)) ?? otherwise,
  });
  return (
    CONFIRMATION_LANGUAGES.find((language) => language === wanted) ?? CONFIRMATION_LANGUAGES[0]
  );
}

/** Returns the theme that the visitor has chosen in the storefront, which keeps it in this cookie. */
function chosenTheme(c: Context): ConfirmationTheme {
  return (['light', 'dark'] as const).find((theme) => theme === getCookie(c, 'theme'));
}

/** Serves the page that stands in for the buyer's bank, in development. */
export function confirmPage(driver: SandboxDriver) {
  const find = async (reference: string, clientSecret: string) => {
    const payment = await driver.get(reference).catch((error: unknown) => {
      if (isShopError(error, 'PAYMENT_REJECTED')) return null;
      throw error;
    });
    return payment !== null && isSameText(clientSecret, payment.clientSecret) ? payment : null;
  };
  const app = new Hono<AppEnv>();
  app.use(onlyOnThisMachine());
  app.get('/:reference/:clientSecret', async (c) => {
    const payment = await find(c.req.param('reference'), c.req.param('clientSecret'));
    if (payment === null) return c.notFound();
    const language = acceptedLanguage(c);
    c.header('content-language', language);
    const path = confirmPathOf(payment);
    return c.html(renderConfirmation(payment, path, language, chosenTheme(c)));
  });
  app.post('/:reference/:clientSecret', async (c) => {
    const payment = await find(c.req.param('reference'), c.req.param('clientSecret'));
    if (payment === null) return c.notFound();
    try {
      const { action } = await readPosted(c.req.raw, Confirmation);
      if (action === 'approve') await driver.approve(payment.reference);
      else await driver.decline(payment.reference);
      return c.redirect(confirmPathOf(payment), 303);
    } catch (error) {
      return errorAnswer(error, c.get('requestId')).response;
    }
  });
  return app;
}
