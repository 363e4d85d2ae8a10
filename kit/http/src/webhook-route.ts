import { ANONYMOUS, BaseError, type CallOrigin, isBaseError, type Log } from '@trastienda/base';
import { Hono } from 'hono';
import { type AppEnv, socketAddressOf } from './app-env.ts';
import { decodeUtf8, readBody } from './bodies/read-body.ts';
import { createCallOrigin } from './callers/call-origin.ts';
import type { AddressReader } from './callers/client-address.ts';
import type { AnswerError } from './error-answer.ts';
import type { LeasedLimit } from './limits/leased-limit.ts';
import { waitOf } from './retry-after.ts';

export const WEBHOOKS_PATH = '/webhooks';

/** Larger than any event of the usual providers. */
const MAX_BYTES = 512 * 1024;

/** Webhooks of one provider, received at `POST /webhooks/<provider>`. */
export interface WebhookIntake {
  /** Provider name in the path. */
  readonly provider: string;
  /** The provider in messages: `the map service`. */
  readonly sender: string;
  readonly service: {
    /**
     * Checks the signature of a body and stores the event.
     *
     * @throws {AppError} WEBHOOK_INVALID when the sender did not sign it. Its source may send few.
     */
    receive(
      body: string,
      header: (name: string) => string | undefined,
      origin: CallOrigin,
    ): Promise<unknown>;
  };
}

export interface WebhookRouteOptions {
  readonly webhooks: readonly WebhookIntake[];
  /** Counts forged webhooks by source; absent for no limit. */
  readonly forgeries?: LeasedLimit;
  readonly addressOf: AddressReader;
  readonly answerError: AnswerError;
  readonly log: Log;
}

/** Reasons that mean that a webhook is forged. */
const FORGED = ['WEBHOOK_INVALID', 'REQUEST_TOO_LARGE', 'REQUEST_MALFORMED'] as const;

function limited({ sender }: WebhookIntake, retryAfterSeconds: number): BaseError {
  return new BaseError('RATE_LIMITED', {
    message: `Too many webhooks from here were not signed by ${sender}.`,
    details: { retryAfterSeconds },
  });
}

/**
 * Creates `POST /<provider>`, which passes a webhook to its service. Responds 200 once the webhook
 * is stored; the provider repeats it otherwise. Only the signature authenticates the sender: no
 * session, no origin, and no rate limit on calls, because a provider that catches up sends many at
 * once. Sources of forged webhooks are rejected before the body is read.
 */
export function webhookRoute(options: WebhookRouteOptions) {
  const { webhooks, forgeries, addressOf, answerError, log } = options;
  const app = new Hono<AppEnv>();

  /** Returns the failure of a webhook, or RATE_LIMITED for a source of too many forged ones. */
  const counted = async (
    error: unknown,
    webhook: WebhookIntake,
    source: string,
  ): Promise<unknown> => {
    if (!isBaseError(error, FORGED)) return error;
    // A failure to count must not hide the original error.
    const wait = (await forgeries?.take(source).catch(() => 0)) ?? 0;
    return wait > 0 ? limited(webhook, wait) : error;
  };

  app.post('/:provider', async (c) => {
    const provider = c.req.param('provider');
    const webhook = webhooks.find((intake) => intake.provider === provider);
    if (webhook === undefined) return c.notFound();
    const requestId = c.get('requestId');
    const { headers } = c.req.raw;
    const origin = createCallOrigin({
      ...{ actor: ANONYMOUS, requestId, headers, addressOf },
      socketAddress: socketAddressOf(c),
    });
    const { source, network } = origin;
    try {
      const wait = forgeries?.waitOf(source) ?? 0;
      if (wait > 0) throw limited(webhook, wait);
      // Signatures cover the bytes of a body. Providers send UTF-8, which decoding preserves.
      const body = decodeUtf8(await readBody(c.req.raw, MAX_BYTES));
      await webhook.service.receive(body, (name) => c.req.header(name), origin);
      return c.json({ received: true });
    } catch (caught) {
      const error = await counted(caught, webhook, source);
      const { error: answered, response } = answerError(error, requestId);
      const { reason: code, definition } = answered;
      const level = definition.logLevel;
      const detail = error instanceof Error && level !== 'error' ? { detail: error.message } : {};
      const err = level === 'error' ? { err: answered } : {};
      log[level]({ requestId, provider, code, network, ...detail, ...err }, 'webhook');
      const wait = waitOf(answered);
      if (wait !== undefined) response.headers.set('retry-after', String(wait));
      return response;
    }
  });
  return app;
}
