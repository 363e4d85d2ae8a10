import type {
  SandboxEvent,
  SandboxPayment,
  SandboxWebhook,
  SandboxWebhookPolicy,
} from '@trastienda/shop-db';
import { authorizeInTime } from './payment-rules.ts';
import type { SandboxBooks, SandboxBooksDeps } from './sandbox-books.ts';

/** Moves events from payments to the webhook queue. */
export interface WebhookRelay {
  /**
   * Relays all pending events, and authorizes payments whose delay is over. Returns the number of
   * webhooks that are to be sent. A payment that cannot be authorized holds back no other: its
   * failure is reported, and the next run tries again.
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
  { policy, now }: { readonly policy: SandboxWebhookPolicy; readonly now: Date },
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

export interface WebhookRelayOptions extends SandboxBooksDeps {
  readonly books: SandboxBooks;
  /** Called with the failure of a payment. */
  readonly onFault: (error: unknown) => void;
}

export function createWebhookRelay(options: WebhookRelayOptions): WebhookRelay {
  const { database, clock, books, onFault } = options;
  const { sandboxPayments, sandboxWebhooks } = database;

  /** Authorizes the payment if its delay is over; returns null when that failed. */
  async function authorizeDue(payment: SandboxPayment): Promise<SandboxPayment | null> {
    if (payment.authorizesAt === null) return payment;
    try {
      return await books.change(payment.reference, authorizeInTime);
    } catch (error) {
      onFault(error);
      return null;
    }
  }

  /** Relays the events of some payments. */
  async function relay(payments: readonly SandboxPayment[]) {
    if (payments.length === 0) return { waiting: 0, isCleared: true };
    const policy = await sandboxWebhooks.policy();
    const now = clock.now();
    const webhooks = payments.flatMap((payment) =>
      payment.events.flatMap((event) => webhooksOf(payment, event, { policy, now })),
    );
    await sandboxWebhooks.enqueue(webhooks);
    return {
      waiting: webhooks.filter(({ state }) => state === 'waiting').length,
      /** False when a payment has changed meanwhile. */
      isCleared: await sandboxPayments.clearEvents(payments),
    };
  }

  return {
    async run() {
      let toSend = 0;
      /** References of payments that failed: they are still due, and wait for the next run. */
      const failed = new Set<string>();
      for (;;) {
        const limit = BATCH + failed.size;
        const due = await sandboxPayments.findDue(clock.now(), limit);
        const payments: SandboxPayment[] = [];
        for (const payment of due) {
          if (failed.has(payment.reference)) continue;
          const current = await authorizeDue(payment);
          if (current === null) failed.add(payment.reference);
          else payments.push(current);
        }
        const { waiting, isCleared } = await relay(payments);
        toSend += waiting;
        if (isCleared && due.length < limit) return toSend;
      }
    },
  };
}
