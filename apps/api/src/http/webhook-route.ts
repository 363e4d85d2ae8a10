import { ANONYMOUS, ShopError } from '@trastienda/contract';
import type { WebhookService } from '@trastienda/shop';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { type AppEnv, socketAddressOf } from './app-env.ts';
import { createCallOrigin } from './call-origin.ts';
import type { AddressReader } from './client-address.ts';
import { errorAnswer } from './error-answer.ts';
import { limitBody } from './limit-body.ts';

export const WEBHOOKS_PATH = '/webhooks';

/** More than any event of a payment provider has; what is larger comes from somebody else. */
const MAX_BYTES = 512 * 1024;

export interface WebhookRouteOptions {
  readonly webhooks: {
    /** The name in the path. */
    readonly provider: string;
    readonly service: WebhookService;
  };
  readonly addressOf: AddressReader;
  readonly log: Logger;
}

/** The body as it came: a signature is over its bytes, not over what they mean. */
async function readBody(request: Request): Promise<string> {
  const limited = await limitBody(request, MAX_BYTES).catch((cause: unknown) => {
    throw new ShopError('REQUEST_MALFORMED', { cause });
  });
  if (limited === null) {
    throw new ShopError('REQUEST_TOO_LARGE', { details: { maxBytes: MAX_BYTES } });
  }
  return limited.text();
}

/**
 * `POST /<provider>`: hands a webhook to its service. The provider is told 200 once the webhook is
 * written down, and sends it again otherwise. It is known by its signature alone: no session, no
 * origin, and no limit of calls, because a provider that catches up sends many at once.
 */
export function webhookRoute({ webhooks, addressOf, log }: WebhookRouteOptions) {
  const app = new Hono<AppEnv>();
  app.post('/:provider', async (c) => {
    if (c.req.param('provider') !== webhooks.provider) return c.notFound();
    const requestId = c.get('requestId');
    const { headers } = c.req.raw;
    const origin = createCallOrigin({
      ...{ actor: ANONYMOUS, requestId, headers, addressOf },
      socketAddress: socketAddressOf(c),
    });
    try {
      await webhooks.service.receive(
        await readBody(c.req.raw),
        (name) => c.req.header(name),
        origin,
      );
      return c.json({ received: true });
    } catch (error) {
      const { reason, response } = errorAnswer(error, requestId);
      const level = reason === 'INTERNAL' ? 'error' : 'warn';
      log[level]({ requestId, provider: webhooks.provider, code: reason, err: error }, 'webhook');
      return response;
    }
  });
  return app;
}
