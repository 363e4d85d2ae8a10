import { randomUUID } from 'node:crypto';
import { ShopError } from '@trastienda/contract';
import type { Database, SandboxEvent, SandboxPayment } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import type { Rule } from './payment-rules.ts';

export interface SandboxBooksDeps {
  readonly database: Pick<Database, 'sandboxPayments' | 'sandboxWebhooks'>;
  readonly clock: Clock;
}

/** The payments of the sandbox, each changed by one rule at a time. */
export interface SandboxBooks {
  /** `PAYMENT_REJECTED` for a reference that nothing has. */
  get(reference: string): Promise<SandboxPayment>;
  /** Applies a rule to the payment as it is; it is asked again when somebody else was faster. */
  change(reference: string, rule: Rule): Promise<SandboxPayment>;
  /** Is told of every change that has an event. */
  onEvent(listener: () => void): void;
  newEvent(type: string, at: Date): SandboxEvent;
  announce(): void;
}

/** When the queue of webhooks is to look at a payment. */
export function dueAtOf({ events, authorizesAt }: Pick<SandboxPayment, 'events' | 'authorizesAt'>) {
  return events[0]?.at ?? authorizesAt;
}

export function createSandboxBooks({ database, clock }: SandboxBooksDeps): SandboxBooks {
  const { sandboxPayments } = database;
  const listeners: (() => void)[] = [];
  const announce = () => {
    for (const listener of listeners) listener();
  };
  const newEvent = (type: string, at: Date) => ({ id: `evt_test_${randomUUID()}`, type, at });

  const get = async (reference: string) => {
    const payment = await sandboxPayments.find(reference);
    if (payment !== null) return payment;
    throw new ShopError('PAYMENT_REJECTED', { details: { code: 'no_such_payment' } });
  };

  return {
    get,
    async change(reference, rule) {
      for (;;) {
        const before = await get(reference);
        const now = clock.now();
        const step = rule(before, now);
        if (step === null) return before;
        const events = [...before.events, newEvent(step.event, now)];
        const dueAt = dueAtOf({ ...before, ...step.change, events });
        const after = await sandboxPayments.update(before, { ...step.change, events, dueAt });
        if (after === null) continue;
        announce();
        return after;
      }
    },
    onEvent: (listener) => void listeners.push(listener),
    newEvent,
    announce,
  };
}
