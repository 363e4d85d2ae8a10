import { ANONYMOUS, AppError, BaseError } from '@trastienda/base';
import type { WebhookService } from '@trastienda/shop';
import { ERRORS, isShopError } from '@trastienda/shop-contract';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { type AppEnv, socketAddressOf } from './app-env.ts';
import { createCallOrigin } from './call-origin.ts';
import type { AddressReader } from './client-address.ts';
import { errorAnswer } from './error-answer.ts';
import type { LeasedLimit } from './leased-limit.ts';
import { decodeUtf8, readBody } from './read-body.ts';

export const WEBHOOKS_PATH = '/webhooks';

/** Larger than any event of a payment provider. */
const MAX_BYTES = 512 * 1024;

export interface WebhookRouteOptions {
  readonly webhooks: {
    /** Provider name in the path. */
    readonly provider: string;
    readonly service: WebhookService;
  };
  /** Counts forged webhooks by source; absent for no limit. */
  readonly forgeries?: LeasedLimit;
  readonly addressOf: AddressReader;
  readonly log: Logger;
}

/** Reasons that mean that a webhook is forged. */
const FORGED = ['WEBHOOK_INVALID', 'REQUEST_TOO_LARGE', 'REQUEST_MALFORMED'] as const;

function limited(retryAfterSeconds: number): BaseError {
  return new BaseError('RATE_LIMITED', {
    message: 'Too many webhooks from here were not signed by the payment provider.',
    details: { retryAfterSeconds },
  });
}

/**
 * Creates `POST /<provider>`, which passes a webhook to its service. Responds 200 once the webhook
 * is stored; the provider repeats it otherwise. Only the signature authenticates the sender: no
 * session, no origin, and no rate limit on calls, because a provider that catches up sends many at
 * once. Sources of forged webhooks are rejected before the body is read.
 */
export function webhookRoute({ webhooks, forgeries, addressOf, log }: WebhookRouteOptions) {
  const app = new Hono<AppEnv>();

  /** Returns the failure of a webhook, or RATE_LIMITED for a source of too many forged ones. */
  const counted = async (error: unknown, source: string): Promise<unknown> => {
    if (!isShopError(error, FORGED)) return error;
    // A failure to count must not hide the original error.
    const wait = (await forgeries?.take(source).catch(() => 0)) ?? 0;
    return wait > 0 ? limited(wait) : error;
  };

  app.post('/:provider', async (c) => {
    const { provider } = webhooks;
    if (c.req.param('provider') !== provider) return c.notFound();
    const requestId = c.get('requestId');
    const { headers } = c.req.raw;
    const origin = createCallOrigin({
      ...{ actor: ANONYMOUS, requestId, headers, addressOf },
      socketAddress: socketAddressOf(c),
    });
    const { source, network } = origin;
    try {
      const wait = forgeries?.waitOf(source) ?? 0;
      if (wait > 0) throw limited(wait);
      // Signatures cover the bytes of a body. Providers send UTF-8, which decoding preserves.
      const body = decodeUtf8(await readBody(c.req.raw, MAX_BYTES));
      await webhooks.service.receive(body, (name) => c.req.header(name), origin);
      return c.json({ received: true });
    } catch (caught) {
      const error = await counted(caught, source);
      const { reason, response } = errorAnswer(error, requestId);
      const level = ERRORS[reason].logLevel;
      const detail = error instanceof Error && level !== 'error' ? { detail: error.message } : {};
      const err = level === 'error' ? { err: error } : {};
      log[level]({ requestId, provider, code: reason, network, ...detail, ...err }, 'webhook');
      const wait = error instanceof AppError ? error.details.retryAfterSeconds : undefined;
      if (wait !== undefined) response.headers.set('retry-after', String(wait));
      return response;
    }
  });
  return app;
}
