import type { AppEnv } from '@trastienda/http';
import type { SandboxDriver } from '@trastienda/shop';
import { isShopError } from '@trastienda/shop-contract';
import { Hono } from 'hono';
import { z } from 'zod';
import { errorAnswer } from '../../http/error-answer.ts';
import { confirmPathOf } from '../../start/payments/confirm-path.ts';
import { isSameText, onlyOnThisMachine } from '../developer-page.ts';
import { readPosted } from './read-posted.ts';
import { renderConfirmation } from './render-payments.ts';

const Confirmation = z.object({ action: z.enum(['approve', 'decline']) });

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
    return c.html(renderConfirmation(payment, confirmPathOf(payment)));
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
