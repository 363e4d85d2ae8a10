import { expect, test } from 'vitest';
import { contentPolicy } from './content-policy.ts';

const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((each) => [each.split(' ')[0], each]));

test('A page runs its own scripts and those with its nonce, and calls its own origin', () => {
  const policy = contentPolicy({
    nonce: 'abc',
    mediaOrigins: ['https://cdn.example'],
    hasStripe: false,
  });
  expect(directives(policy)).toMatchObject({
    'default-src': "default-src 'none'",
    'script-src': "script-src 'self' 'nonce-abc'",
    'connect-src': "connect-src 'self'",
    'img-src': "img-src 'self' data: https://cdn.example",
    'frame-src': "frame-src 'none'",
    'form-action': "form-action 'self'",
    'frame-ancestors': "frame-ancestors 'none'",
    'base-uri': "base-uri 'none'",
  });
});

test('Stripe is allowed where buyers pay with it, and nowhere else', () => {
  const options = { nonce: 'abc', mediaOrigins: [] };
  expect(contentPolicy({ ...options, hasStripe: false })).not.toContain('stripe');
  const policy = directives(contentPolicy({ ...options, hasStripe: true }));
  expect(policy['script-src']).toContain(' https://js.stripe.com');
  expect(policy['frame-src']).toContain(' https://hooks.stripe.com');
  expect(policy['connect-src']).toContain(' https://api.stripe.com');
});
