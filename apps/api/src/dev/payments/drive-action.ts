import { CurrencyCode } from '@trastienda/base';
import type { SandboxDriver } from '@trastienda/shop';
import { z } from 'zod';

const reference = z.string().min(1).max(200);
const webhook = z.string().min(1).max(200);
/** Forms send numbers as text. */
const amount = z.coerce.number().int().min(1).max(1_000_000_000_000);
const delayMs = z.coerce.number().int().min(0).max(86_400_000).default(5000);

/** Actions on the sandbox; `docs/PAYMENTS.md` describes each. */
export const DriveAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('approve'), reference }),
  z.object({ action: z.literal('decline'), reference }),
  z.object({ action: z.literal('fail'), reference }),
  z.object({ action: z.literal('require-action'), reference }),
  z.object({ action: z.literal('delay'), reference, delayMs }),
  z.object({ action: z.literal('expire'), reference }),
  z.object({ action: z.literal('capture'), reference }),
  z.object({ action: z.literal('refund'), reference, amount }),
  z.object({
    action: z.literal('settle-refund'),
    reference,
    refund: z.string().min(1).max(200),
    status: z.enum(['succeeded', 'failed']),
  }),
  z.object({ action: z.literal('create-elsewhere'), amount, currency: CurrencyCode }),
  z.object({
    action: z.literal('webhook-policy'),
    kind: z.enum(['send', 'hold', 'drop', 'duplicate', 'delay', 'shuffle']),
    delayMs,
  }),
  z.object({ action: z.literal('send-webhook'), webhook }),
  z.object({ action: z.literal('drop-webhook'), webhook }),
  z.object({ action: z.literal('duplicate-webhook'), webhook }),
  z.object({ action: z.literal('delay-webhook'), webhook, delayMs }),
]);
export type DriveAction = z.infer<typeof DriveAction>;

/**
 * Performs an action and returns the changed payment or webhook.
 *
 * @throws {ShopError} PAYMENT_REJECTED when the payment does not allow it.
 */
export function drive(driver: SandboxDriver, input: DriveAction): Promise<unknown> {
  const { webhooks } = driver;
  switch (input.action) {
    case 'approve':
      return driver.approve(input.reference);
    case 'decline':
      return driver.decline(input.reference);
    case 'fail':
      return driver.fail(input.reference);
    case 'require-action':
      return driver.requireAction(input.reference);
    case 'delay':
      return driver.delay(input.reference, input.delayMs);
    case 'expire':
      return driver.expire(input.reference);
    case 'capture':
      return driver.capture(input.reference);
    case 'refund':
      return driver.refund(input.reference, input.amount);
    case 'settle-refund':
      return driver.settleRefund(input.reference, input.refund, input.status);
    case 'create-elsewhere':
      return driver.createElsewhere(input);
    case 'webhook-policy':
      return webhooks.setPolicy({ kind: input.kind, delayMs: input.delayMs });
    case 'send-webhook':
      return webhooks.send(input.webhook);
    case 'drop-webhook':
      return webhooks.drop(input.webhook);
    case 'duplicate-webhook':
      return webhooks.duplicate(input.webhook);
    case 'delay-webhook':
      return webhooks.delay(input.webhook, input.delayMs);
  }
}
