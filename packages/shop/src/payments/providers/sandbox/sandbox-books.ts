import { randomUUID } from 'node:crypto';
import type { Clock } from '@trastienda/base';
import { ShopError } from '@trastienda/shop-contract';
import type { Database, SandboxEvent, SandboxPayment } from '@trastienda/shop-db';
import type { Rule, Step } from './payment-rules.ts';

export interface SandboxBooksDeps {
  readonly database: Pick<Database, 'sandboxPayments' | 'sandboxWebhooks'>;
  readonly clock: Clock;
}

/** The payments of the sandbox, each changed by one rule at a time. */
export interface SandboxBooks {
  /**
   * Returns a payment.
   * @throws {ShopError} PAYMENT_REJECTED for an unknown reference.
   */
  get(reference: string): Promise<SandboxPayment>;
  /** Applies a rule to the current payment; retries after a concurrent change. */
  change(reference: string, rule: Rule): Promise<SandboxPayment>;
  /** Registers a listener that is called after every change with an event. */
  onEvent(listener: () => void): void;
  newEvent(type: string, at: Date): SandboxEvent;
  announce(): void;
}

/** Maximum payments in the cache of last known states. */
const MAX_CACHED = 1000;

export function createSandboxBooks({ database, clock }: SandboxBooksDeps): SandboxBooks {
  const { sandboxPayments } = database;
  const listeners: (() => void)[] = [];
  const announce = () => {
    for (const listener of listeners) listener();
  };
  const newEvent = (type: string, at: Date) => ({ id: `evt_test_${randomUUID()}`, type, at });

  const cache = new Map<string, SandboxPayment>();
  const remember = (payment: SandboxPayment) => {
    const { reference } = payment;
    cache.delete(reference);
    cache.set(reference, payment);
    const [oldest] = cache.size > MAX_CACHED ? cache.keys() : [];
    if (oldest !== undefined) cache.delete(oldest);
    return payment;
  };

  const get = async (reference: string) => {
    const payment = await sandboxPayments.find(reference);
    if (payment !== null) return remember(payment);
    throw new ShopError('PAYMENT_REJECTED', { details: { code: 'no_such_payment' } });
  };

  /** Returns null when the payment has changed since it was read. */
  const apply = async (before: SandboxPayment, step: Step, now: Date) => {
    const after = await sandboxPayments.update(before, step.change, newEvent(step.event, now));
    return after && remember(after);
  };

  /** Applies a rule to the cached payment, guarded against changes since. */
  const applyCached = async (reference: string, rule: Rule) => {
    const before = cache.get(reference);
    if (before === undefined) return null;
    const now = clock.now();
    let step: Step | null;
    try {
      step = rule(before, now);
    } catch {
      return null;
    }
    return step && apply(before, step, now);
  };

  return {
    get,
    async change(reference, rule) {
      let after = await applyCached(reference, rule);
      while (after === null) {
        const before = await get(reference);
        const now = clock.now();
        const step = rule(before, now);
        if (step === null) return before;
        after = await apply(before, step, now);
      }
      announce();
      return after;
    },
    onEvent: (listener) => void listeners.push(listener),
    newEvent,
    announce,
  };
}
