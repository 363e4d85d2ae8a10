import type {
  SandboxEvent,
  SandboxPayment,
  SandboxWebhook,
  SandboxWebhookPolicy,
} from '@trastienda/shop-db';
import { authorizeInTime } from './payment-rules.ts';
import { dueAtOf, type SandboxBooks, type SandboxBooksDeps } from './sandbox-books.ts';

/** Moves events from payments to the webhook queue. */
export interface WebhookRelay {
  /**
   * Relays all pending events, and authorizes payments whose delay is over. Returns the number of
   * processed payments.
   */
  run(): Promise<number>;
}

const BATCH = 50;

/** How long sent webhooks can be inspected. */
const RETENTION_MS = 7 * 86_400_000;

type Delivery = Pick<SandboxWebhook, 'state' | 'dueAt'>;

/** Returns the deliveries of an event by the policy; two for a duplicated event. */
function deliveriesOf({ kind, delayMs }: SandboxWebhookPolicy, now: Date): Delivery[] {
  const after = (ms: number): Delivery => ({
    state: 'waiting',
    dueAt: new Date(now.getTime() + Math.round(ms)),
  });
  switch (kind) {
    case 'send':
      return [after(0)];
    case 'duplicate':
      return [after(0), after(0)];
    case 'delay':
      return [after(delayMs)];
    case 'shuffle':
      return [after(Math.random() * delayMs)];
    case 'hold':
      return [{ state: 'held', dueAt: null }];
    case 'drop':
      return [{ state: 'dropped', dueAt: null }];
  }
}

function webhooksOf(
  { reference, paymentId }: SandboxPayment,
  event: SandboxEvent,
  policy: SandboxWebhookPolicy,
  now: Date,
): SandboxWebhook[] {
  return deliveriesOf(policy, now).map((delivery, index) => ({
    ...delivery,
    ...{ reference, paymentId, type: event.type, at: event.at, eventId: event.id },
    // Stable ids, so that a repetition after a crash creates no duplicates.
    id: index === 0 ? event.id : `${event.id}.${index + 1}`,
    ...{ leaseId: null, attempts: 0, lastError: null },
    expiresAt: new Date(now.getTime() + RETENTION_MS),
  }));
}

export function createWebhookRelay(deps: SandboxBooksDeps & { readonly books: SandboxBooks }) {
  const { database, clock, books } = deps;
  const { sandboxPayments, sandboxWebhooks } = database;

  async function relay(due: SandboxPayment, policy: SandboxWebhookPolicy): Promise<void> {
    const now = clock.now();
    const payment =
      due.authorizesAt === null ? due : await books.change(due.reference, authorizeInTime);
    for (const event of payment.events) {
      for (const webhook of webhooksOf(payment, event, policy, now)) {
        await sandboxWebhooks.enqueue(webhook);
      }
    }
    // After a concurrent change there is another event, and the relay runs again.
    const rest = { events: [], dueAt: dueAtOf({ ...payment, events: [] }) };
    await sandboxPayments.update(payment, rest);
  }

  const webhookRelay: WebhookRelay = {
    async run() {
      let relayed = 0;
      for (;;) {
        const due = await sandboxPayments.findDue(clock.now(), BATCH);
        if (due.length === 0) return relayed;
        const policy = await sandboxWebhooks.policy();
        for (const payment of due) await relay(payment, policy);
        relayed += due.length;
      }
    },
  };
  return webhookRelay;
}
