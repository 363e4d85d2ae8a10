import { formatMoney } from '@trastienda/base';
import type { SandboxPayment } from '@trastienda/shop-db';
import { html, raw } from 'hono/html';
import type { DriveAction } from './drive-action.ts';

export const CONFIRMATION_LANGUAGES = ['es', 'en'] as const;
export type ConfirmationLanguage = (typeof CONFIRMATION_LANGUAGES)[number];

/** What the visitor has chosen in the shop, whose cookie this is; otherwise the system decides. */
export type ConfirmationTheme = 'light' | 'dark' | undefined;

/** Stylesheet of the page, in the colors of the shop's theme. */
export const CONFIRMATION_STYLE = `:root{color-scheme:light dark;--page:light-dark(#faf7f2,#161311);--card:light-dark(#fffefc,#1e1a17);--hover:light-dark(#f5f0e8,#352e29);--line:light-dark(#e8e0d4,#352e28);--edge:light-dark(#978b7c,#7d7166);--text:light-dark(#251d17,#f4ede4);--soft:light-dark(#685d52,#b5a899);--main:light-dark(#9a4322,#eba583);--main-hover:light-dark(#7f3519,#f3bda1);--on-main:light-dark(#fffaf5,#2c1409);--focus:light-dark(#b9602f,#f0b48f)}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}body{font:16px/1.5 ui-sans-serif,system-ui,sans-serif;margin:0;padding:1rem;min-height:100vh;display:grid;place-items:center;background:var(--page);color:var(--text)}
main{width:100%;max-width:26rem;padding:1.75rem;border:1px solid var(--line);border-radius:.75rem;background:var(--card)}
h1{font:400 1.75rem/1.2 "Iowan Old Style","Palatino Linotype",Palatino,P052,Georgia,serif;margin:0 0 1.25rem}p{margin:0 0 1rem;color:var(--soft)}p:last-child{margin:0}
dl{display:grid;grid-template-columns:auto 1fr;gap:.35rem 1.5rem;margin:0 0 1.25rem;padding:1rem 0;border:solid var(--line);border-width:1px 0}
dt{color:var(--soft)}dd{margin:0;text-align:right;font-weight:600;overflow-wrap:anywhere}
.answers{display:flex;flex-wrap:wrap;gap:.75rem;margin:0 0 1.25rem}form{flex:1 1 9rem}
button{font:inherit;font-weight:600;width:100%;min-height:2.75rem;padding:.5rem 1rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--card);color:inherit;cursor:pointer}button:hover{background:var(--hover)}
.approve button{border-color:var(--main);background:var(--main);color:var(--on-main)}.approve button:hover{border-color:var(--main-hover);background:var(--main-hover)}:focus-visible{outline:2px solid var(--focus);outline-offset:2px}`;

const TEXTS = {
  es: {
    title: 'Confirma el pago',
    amount: 'Importe',
    state: 'Estado',
    states: {
      'requires-action': 'Espera tu respuesta',
      processing: 'En curso',
      authorized: 'Autorizado',
      captured: 'Cobrado',
      failed: 'Rechazado',
      voided: 'Anulado',
    },
    declined:
      'Lo has rechazado: la tienda te ofrece otra forma de pagar. Aquí puedes autorizarlo aún.',
    approve: 'Autorizar',
    decline: 'Rechazar',
    back: 'Puedes volver a la pestaña de la tienda, que sigue sola.',
    sandbox: 'Esta página hace de tu banco mientras la tienda está en pruebas. No se mueve dinero.',
  },
  en: {
    title: 'Confirm the payment',
    amount: 'Amount',
    state: 'Status',
    states: {
      'requires-action': 'Waiting for your answer',
      processing: 'Processing',
      authorized: 'Authorized',
      captured: 'Paid',
      failed: 'Declined',
      voided: 'Canceled',
    },
    declined:
      'You have declined: the shop offers other ways to pay. You can still authorize it here.',
    approve: 'Authorize',
    decline: 'Decline',
    back: 'You can go back to the tab of the shop, which goes on by itself.',
    sandbox: 'This page stands in for your bank while the shop is a test. No money moves.',
  },
} as const;

type Answer = Extract<DriveAction['action'], 'approve' | 'decline'>;

function answerButton(path: string, action: Answer, label: string) {
  return html`<form method="post" action="${path}" class="${action}"><input type="hidden" name="action" value="${action}"><button>${label}</button></form>`;
}

/** Renders the page on which a buyer approves or declines, in place of their bank. */
export function renderConfirmation(
  { status, failure, amount, currency }: SandboxPayment,
  path: string,
  language: ConfirmationLanguage,
  theme?: ConfirmationTheme,
) {
  const texts = TEXTS[language];
  const isOpen = status === 'requires-action' || status === 'processing';
  const answers = html`<div class="answers">${answerButton(path, 'approve', texts.approve)}${answerButton(path, 'decline', texts.decline)}</div>`;
  const declined = failure === null ? '' : html`<p>${texts.declined}</p>`;
  const chosen = theme === undefined ? '' : html` data-theme="${theme}"`;
  return html`<!doctype html>
<html lang="${language}"${chosen}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${texts.title}</title><style>${raw(CONFIRMATION_STYLE)}</style></head>
<body><main><h1>${texts.title}</h1>
<dl><dt>${texts.amount}</dt><dd>${formatMoney({ amount, currency }, language)}</dd><dt>${texts.state}</dt><dd>${texts.states[status]}</dd></dl>
${isOpen ? html`${declined}${answers}` : html`<p>${texts.back}</p>`}<p>${texts.sandbox}</p></main></body>
</html>`;
}
