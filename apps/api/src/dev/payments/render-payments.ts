import type { SandboxPayment, SandboxWebhook, SandboxWebhookPolicy } from '@trastienda/shop-db';
import { html } from 'hono/html';
import { developerPage } from '../developer-page.ts';
import type { DriveAction } from './drive-action.ts';

/** The state of the sandbox. */
export interface TestPaymentsState {
  readonly payments: readonly SandboxPayment[];
  readonly webhooks: readonly SandboxWebhook[];
  readonly policy: SandboxWebhookPolicy;
}

type Action = DriveAction['action'];

/** Returns the actions that a payment allows. */
const ACTIONS: Readonly<Record<SandboxPayment['status'], readonly Action[]>> = {
  'requires-action': ['approve', 'decline', 'fail', 'delay', 'expire'],
  processing: ['approve', 'decline', 'fail', 'require-action', 'expire'],
  authorized: ['expire'],
  captured: [],
  failed: [],
  voided: [],
};

const POLICIES: readonly SandboxWebhookPolicy['kind'][] = [
  'send',
  'hold',
  'drop',
  'duplicate',
  'delay',
  'shuffle',
];

function button(home: string, action: Action, fields: Readonly<Record<string, string>>) {
  const hidden = Object.entries({ action, ...fields }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${home}">${hidden}<button>${action}</button></form>`;
}

function paymentRow(home: string, payment: SandboxPayment) {
  const { reference, status, amount, currency, amountCaptured, refunds, failure } = payment;
  const buttons = ACTIONS[status].map((action) => button(home, action, { reference }));
  const settling = refunds
    .filter((refund) => refund.status === 'pending')
    .map((refund) => {
      const fields = { reference, refund: refund.reference };
      return html`<br>Refund of ${refund.amount}: ${button(home, 'settle-refund', { ...fields, status: 'succeeded' })} or failed: ${button(home, 'settle-refund', { ...fields, status: 'failed' })}`;
    });
  const given = refunds.map((refund) => `${refund.amount} (${refund.status})`).join(', ');
  return html`<tr><td>${payment.createdAt.toISOString()}<br><code>${reference}</code></td>
<td>${status}${failure === null ? '' : ` (${failure.code})`}</td>
<td>${amount} ${currency}<br>captured ${amountCaptured}${given === '' ? '' : html`<br>refunded ${given}`}</td>
<td>${buttons}${settling}</td></tr>`;
}

function webhookRow(home: string, webhook: SandboxWebhook) {
  const { id, type, reference, state, attempts, lastError, at } = webhook;
  const actions = ['send-webhook', 'delay-webhook', 'duplicate-webhook', 'drop-webhook'] as const;
  return html`<tr><td>${at.toISOString()}<br><code>${reference}</code></td><td>${type}</td>
<td>${state}, sent ${attempts} times${lastError === null ? '' : html`<br>${lastError}`}</td>
<td>${actions.map((action) => button(home, action, { webhook: id }))}</td></tr>`;
}

/** Renders the page; its buttons post to `home`. Amounts are in minor units. */
export function renderPayments({ payments, webhooks, policy }: TestPaymentsState, home: string) {
  const options = POLICIES.map((kind) =>
    kind === policy.kind ? html`<option selected>${kind}</option>` : html`<option>${kind}</option>`,
  );
  return developerPage(
    'Sandbox payments',
    html`<p>Amounts are in minor units. The newest payments and webhooks come first.</p>
<table><tr><th>Payment</th><th>Status</th><th>Amount</th><th></th></tr>${payments.map((payment) => paymentRow(home, payment))}</table>
<h2>Webhooks</h2>
<form method="post" action="${home}"><input type="hidden" name="action" value="webhook-policy">
Those of events from now on: <select name="kind">${options}</select>
within <input name="delayMs" size="8" value="${policy.delayMs}"> ms <button>set</button></form>
<table><tr><th>Event</th><th>Type</th><th>State</th><th></th></tr>${webhooks.map((webhook) => webhookRow(home, webhook))}</table>`,
  );
}
