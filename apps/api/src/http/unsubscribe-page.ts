import type { AppEnv, Page } from '@trastienda/http';
import type { FormService } from '@trastienda/shop';
import { isShopError } from '@trastienda/shop-contract';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { UNSUBSCRIBE_PATH } from '../config/unsubscribe-path.ts';
import { errorAnswer } from './error-answer.ts';

/** Larger than the one field that mailboxes post. */
const MAX_BYTES = 4096;

export interface UnsubscribePageOptions {
  readonly service: Pick<FormService, 'unsubscribeOneClick'>;
  /** Base of the page that asks people; null without a storefront. */
  readonly storefrontUrl: string | null;
}

/**
 * Serves the URL of `List-Unsubscribe` (RFC 8058): a mailbox posts to it when its owner ends the
 * subscription. A GET changes nothing, because scanners of emails follow links: it leads people to the
 * storefront's page.
 */
export function unsubscribePage({ service, storefrontUrl }: UnsubscribePageOptions): Page {
  const routes = new Hono<AppEnv>();
  const limited = bodyLimit({
    maxSize: MAX_BYTES,
    onError: (c) => c.text('Post List-Unsubscribe=One-Click alone.', 413),
  });
  routes.post('/:token', limited, async (c) => {
    const fields = await c.req.parseBody().catch(() => ({}));
    if (!('List-Unsubscribe' in fields) || fields['List-Unsubscribe'] !== 'One-Click') {
      return c.text('Post List-Unsubscribe=One-Click.', 400);
    }
    try {
      await service.unsubscribeOneClick({ token: c.req.param('token') });
    } catch (error) {
      if (!isShopError(error, 'LINK_INVALID')) throw error;
      return errorAnswer(error, c.get('requestId')).response;
    }
    return c.text('You are unsubscribed.');
  });
  routes.get('/:token', (c) => {
    if (storefrontUrl === null) return c.text('Post to this address.', 405, { allow: 'POST' });
    const token = encodeURIComponent(c.req.param('token'));
    return c.redirect(`${storefrontUrl}/newsletter/unsubscribe#token=${token}`, 303);
  });
  return { path: UNSUBSCRIBE_PATH, routes, headers: (_, next) => next() };
}
