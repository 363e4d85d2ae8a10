import { describe, expect, test } from 'vitest';
import { curlOfLink } from './link-call.ts';

const TOKEN = 'A-token_of-32-bytes-in-base64url-0123456789';
const SERVER = 'http://127.0.0.1:3000';

describe('The command line for a link of an email', () => {
  test.each([
    ['verify-email', 'auth.verifyEmail', { token: TOKEN, password: '…' }],
    ['reset-password', 'auth.resetPassword', { token: TOKEN, password: '…' }],
    ['confirm-email', 'auth.confirmEmailChange', { token: TOKEN }],
    ['order', 'orders.getByLink', { token: TOKEN }],
    ['newsletter/confirm', 'forms.confirmNewsletter', { token: TOKEN }],
    ['newsletter/unsubscribe', 'forms.unsubscribe', { token: TOKEN }],
  ])('calls the procedure that the page /%s calls', (page, procedure, input) => {
    expect(curlOfLink(`https://shop.example/es/${page}#token=${TOKEN}`, SERVER)).toBe(
      `curl -X POST ${SERVER}/trpc/${procedure} -H 'content-type: application/json' -d '${JSON.stringify(input)}'`,
    );
  });

  test.each([
    'no link',
    'https://shop.example/',
    'https://shop.example/verify-email',
    `https://shop.example/constructor#token=${TOKEN}`,
    `https://shop.example/verify-email#token=${TOKEN}'; rm -rf ~ '`,
    `https://shop.example/verify-email?token=${TOKEN}`,
  ])('does not exist for a link that cannot be followed: %s', (link) => {
    expect(curlOfLink(link, SERVER)).toBeNull();
  });
});
