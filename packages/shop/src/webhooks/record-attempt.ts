import type { Clock } from '@trastienda/base';
import type { WebhookDisabledReason } from '@trastienda/shop-contract';
import type {
  Database,
  LeasedWebhookDelivery,
  WebhookEndpointState,
  WebhookSettlement,
} from '@trastienda/shop-db';
import { type EndedAttempt, WEBHOOK_RETENTION_MS } from './attempt-webhook.ts';
import { nextAttemptAt } from './webhook-schedule.ts';

/** Notifies staff that the shop has disabled an endpoint, within the transaction that does. */
export type NotifyDisabled = (
  endpoint: WebhookEndpointState,
  reason: Exclude<WebhookDisabledReason, 'staff'>,
) => Promise<void>;

export interface RecordAttemptDeps {
  readonly database: Pick<
    Database,
    'audit' | 'transaction' | 'webhookAttempts' | 'webhookDeliveries' | 'webhookEndpoints'
  >;
  readonly clock: Clock;
  readonly notifyDisabled: NotifyDisabled;
}

/** An endpoint whose attempts have all failed during this time is disabled. */
const MAX_FAILING_MS = 5 * 24 * 60 * 60_000;

const GONE = 410;

/** The shop itself, in the audit log. */
const SHOP_ORIGIN = {
  actor: { kind: 'machine', id: 'webhook-deliveries' },
  requestId: null,
  network: null,
} as const;

function settlementOf(
  leased: LeasedWebhookDelivery,
  { attempt: { failure, status }, retryAfter }: EndedAttempt,
  now: Date,
): WebhookSettlement {
  const step = leased.step + 1;
  const counts = { step, attempts: leased.attempts + 1 };
  const dueAt =
    failure === null || status === GONE ? null : nextAttemptAt(step, now, { retryAfter });
  if (dueAt !== null) return { ...counts, status: 'pending', dueAt, expiresAt: null };
  const expiresAt = new Date(now.getTime() + WEBHOOK_RETENTION_MS);
  return { ...counts, status: failure === null ? 'delivered' : 'failed', dueAt, expiresAt };
}

/** Stores an attempt, what becomes of its delivery, and what it says of the endpoint. */
export async function recordAttempt(
  { database, clock, notifyDisabled }: RecordAttemptDeps,
  leased: LeasedWebhookDelivery,
  ended: EndedAttempt,
): Promise<void> {
  const { webhookAttempts, webhookDeliveries, webhookEndpoints } = database;
  const { attempt } = ended;
  const { endpointId } = leased;
  const now = clock.now();
  const settlement = settlementOf(leased, ended, now);

  async function disable(endpoint: WebhookEndpointState, reason: 'gone' | 'failing') {
    if (!(await webhookEndpoints.disable(endpointId, reason, now))) return;
    const entry = {
      action: 'webhook.disabled',
      subjectId: endpointId,
      details: { reason },
    } as const;
    await database.audit.append({ ...entry, ...SHOP_ORIGIN, at: now });
    await notifyDisabled(endpoint, reason);
  }

  await database.transaction(async () => {
    // When the lease was lost, another process sends it again: this attempt is stored beside that one.
    await webhookDeliveries.settle(leased, settlement);
    await webhookAttempts.insert(attempt);
    const endpoint = await webhookEndpoints.find(endpointId);
    if (endpoint === null) return;
    const { failingSince } = endpoint;
    if (attempt.failure === null) {
      if (failingSince !== null) await webhookEndpoints.noteSuccess(endpointId);
    } else if (attempt.status === GONE) {
      await disable(endpoint, 'gone');
    } else if (failingSince === null) {
      await webhookEndpoints.noteFailure(endpointId, attempt.at);
    } else if (now.getTime() - failingSince.getTime() >= MAX_FAILING_MS) {
      await disable(endpoint, 'failing');
    }
  });
}
