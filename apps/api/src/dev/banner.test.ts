import { expect, test } from 'vitest';
import { banner } from './banner.ts';
import { firstSteps } from './first-steps.ts';

const developmentToken = { token: 'the-token-itself', path: '.trastienda/staff-token' };
const start = {
  url: 'http://127.0.0.1:3000',
  services: ['Data: embedded'],
  developmentToken,
  outboxUrl: 'http://127.0.0.1:3000/dev/outbox/the-secret',
  backOfficeUrl: null,
  signInUrl: null,
  startUrl: 'http://127.0.0.1:3000/dev/start/the-secret',
  firstSteps: firstSteps({
    url: 'http://127.0.0.1:3000',
    settings: { dataDir: '.trastienda', port: 3000, currency: 'EUR' },
  }),
  paymentsUrl: 'http://127.0.0.1:3000/dev/payments/the-secret',
};

test('The banner shows the addresses of the shop, the token, emails and sandbox payments, and first steps', () => {
  const text = banner({ ...start, isTerminal: true });
  for (const part of [
    'http://127.0.0.1:3000',
    'Data: embedded',
    'staff-token',
    'http://127.0.0.1:3000/dev/outbox/the-secret',
    'http://127.0.0.1:3000/dev/payments/the-secret',
    'http://127.0.0.1:3000/dev/start/the-secret',
    'curl',
  ]) {
    expect(text).toContain(part);
  }
});

test('The banner shows the token itself on a terminal only, never in a file or a log collector', () => {
  expect(banner({ ...start, isTerminal: true })).toContain('the-token-itself');
  expect(banner({ ...start, isTerminal: false })).not.toContain('the-token-itself');
});
