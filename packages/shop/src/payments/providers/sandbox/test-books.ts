import { randomUUID } from 'node:crypto';
import { ShopError } from '@trastienda/contract';
import type { Database, TestEvent, TestPayment } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import type { Rule } from './payment-rules.ts';

export interface TestBooksDeps {
  readonly database: Pick<Database, 'testPayments' | 'testWebhooks'>;
  readonly clock: Clock;
}

/** The payments of the test provider, each changed by one rule at a time. */
export interface TestBooks {
  /** `PAYMENT_REJECTED` for a reference that nothing has. */
  get(reference: string): Promise<TestPayment>;
  /** Applies a rule to the payment as it is; it is asked again when somebody else was faster. */
  change(reference: string, rule: Rule): Promise<TestPayment>;
  /** Is told of every change that has an event. */
  onEvent(listener: () => void): void;
  newEvent(type: string, at: Date): TestEvent;
  announce(): void;
}

/** When the queue of webhooks is to look at a payment. */
export function dueAtOf({ events, authorizesAt }: Pick<TestPayment, 'events' | 'authorizesAt'>) {
  return events[0]?.at ?? authorizesAt;
}

export function createTestBooks({ database, clock }: TestBooksDeps): TestBooks {
  const { testPayments } = database;
  const listeners: (() => void)[] = [];
  const announce = () => {
    for (const listener of listeners) listener();
  };
  const newEvent = (type: string, at: Date) => ({ id: `evt_test_${randomUUID()}`, type, at });

  const get = async (reference: string) => {
    const payment = await testPayments.find(reference);
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
        const after = await testPayments.update(before, { ...step.change, events, dueAt });
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
