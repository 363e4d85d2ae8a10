import type { AppEnv } from '@trastienda/http';
import type { SandboxDriver } from '@trastienda/shop';
import { Hono } from 'hono';
import { errorAnswer } from '../../http/error-answer.ts';
import { onlyForTheDeveloper, onlyOnThisMachine } from '../developer-page.ts';
import { DriveAction, drive } from './drive-action.ts';
import { isJson, readPosted } from './read-posted.ts';
import { renderPayments } from './render-payments.ts';

export const PAYMENTS_PATH = '/dev/payments';

export interface TestPayments {
  readonly driver: SandboxDriver;
  /** Secret part of the URL, new at each start; grants control of the payments. */
  readonly secret: string;
}

/** Returns the path of the sandbox page. */
export function paymentsPathOf({ secret }: Pick<TestPayments, 'secret'>): string {
  return `${PAYMENTS_PATH}/${secret}`;
}

/**
 * Serves the payments of the sandbox to this machine, at a secret URL: a page with buttons for
 * browsers; for programs JSON by GET, and a `DriveAction` by POST, whose response is what changed.
 */
export function paymentsPage({ driver, secret }: TestPayments) {
  const home = paymentsPathOf({ secret });
  const app = new Hono<AppEnv>();
  app.use('/:secret/*', onlyForTheDeveloper(secret), onlyOnThisMachine());
  app.get('/:secret', async (c) => {
    const [payments, webhooks, policy] = await Promise.all([
      driver.list(),
      driver.webhooks.list(),
      driver.webhooks.policy(),
    ]);
    const state = { payments, webhooks, policy };
    const isPage = /\btext\/html\b/.test(c.req.header('accept') ?? '');
    return isPage ? c.html(renderPayments(state, home)) : c.json(state);
  });
  app.post('/:secret', async (c) => {
    try {
      const done = await drive(driver, await readPosted(c.req.raw, DriveAction));
      return isJson(c.req.raw) ? c.json(done ?? null) : c.redirect(home, 303);
    } catch (error) {
      return errorAnswer(error, c.get('requestId')).response;
    }
  });
  return app;
}
