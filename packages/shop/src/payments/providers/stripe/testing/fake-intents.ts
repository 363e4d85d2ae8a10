import { type StoredIntent, stripeError } from './stripe-shapes.ts';

const CANCELABLE = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
];

const unexpectedState = () =>
  stripeError(400, 'invalid_request_error', { code: 'payment_intent_unexpected_state' });

/** Intents of the fake API, and the effect of each call. Throws the shapes of Stripe's errors. */
export function createFakeIntents() {
  const intents = new Map<string, StoredIntent>();
  let count = 0;
  const nextId = (prefix: string) => {
    count += 1;
    return `${prefix}_${String(count).padStart(6, '0')}`;
  };

  function get(id: string): StoredIntent {
    const intent = intents.get(id);
    if (intent === undefined) {
      throw stripeError(404, 'invalid_request_error', { code: 'resource_missing' });
    }
    return intent;
  }

  function metadataOf(form: URLSearchParams): Record<string, string> {
    const entries = [...form].flatMap(([name, value]) => {
      const [, key] = /^metadata\[(\w+)\]$/.exec(name) ?? [];
      return key === undefined ? [] : [[key, value] as const];
    });
    return Object.fromEntries(entries);
  }

  function confirm(intent: StoredIntent, paymentMethod: string): void {
    intent.chargeId = nextId('ch');
    if (paymentMethod === 'pm_card_visa_chargeDeclined') {
      intent.status = 'requires_payment_method';
      const decline = { type: 'card_error', code: 'card_declined', message: 'Declined.' };
      intent.lastPaymentError = { ...decline, decline_code: 'generic_decline' };
    } else if (paymentMethod === 'pm_card_authenticationFailed') {
      intent.status = 'requires_payment_method';
      const code = 'payment_intent_authentication_failure';
      const type = 'invalid_request_error';
      intent.lastPaymentError = { type, code, message: 'Not authenticated.' };
    } else if (paymentMethod === 'pm_card_authenticationRequired') {
      intent.status = 'requires_action';
    } else {
      intent.status = 'requires_capture';
      intent.lastPaymentError = null;
    }
  }

  return {
    get,
    all: () => [...intents.values()].reverse(),

    create(form: URLSearchParams): StoredIntent {
      const intent: StoredIntent = {
        id: nextId('pi'),
        created: Math.floor(Date.now() / 1000),
        amount: Number(form.get('amount')),
        currency: form.get('currency') ?? '',
        metadata: metadataOf(form),
        ...{ status: 'requires_payment_method', amountReceived: 0, chargeId: null },
        ...{ lastPaymentError: null, refunds: [] },
      };
      intents.set(intent.id, intent);
      if (form.get('confirm') === 'true') confirm(intent, form.get('payment_method') ?? '');
      return intent;
    },

    confirm,

    capture(intent: StoredIntent): void {
      if (intent.status !== 'requires_capture') throw unexpectedState();
      intent.status = 'succeeded';
      intent.amountReceived = intent.amount;
    },

    cancel(intent: StoredIntent): void {
      if (!CANCELABLE.includes(intent.status)) throw unexpectedState();
      intent.status = 'canceled';
    },

    refund(form: URLSearchParams) {
      const intent = get(form.get('payment_intent') ?? '');
      const amount = Number(form.get('amount'));
      const given = intent.refunds.reduce((sum, refund) => sum + refund.amount, 0);
      if (intent.amountReceived === 0) throw unexpectedState();
      if (given === intent.amountReceived) {
        throw stripeError(400, 'invalid_request_error', { code: 'charge_already_refunded' });
      }
      if (given + amount > intent.amountReceived) {
        throw stripeError(400, 'invalid_request_error', { param: 'amount' });
      }
      const refund = { id: nextId('re'), amount, metadata: metadataOf(form), status: 'succeeded' };
      intent.refunds.push(refund);
      return { intent, refund };
    },
  };
}
