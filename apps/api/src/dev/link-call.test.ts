import { describe, expect, test } from 'vitest';
import { curlOfLink } from './link-call.ts';

const TOKEN = 'A-token_of-32-bytes-in-base64url-0123456789';
const SERVER = 'http://127.0.0.1:3000';

describe('A link of an email as a command line', () => {
  test.each([
    ['verify-email', 'auth.verifyEmail', { token: TOKEN, password: '…' }],
    ['reset-password', 'auth.resetPassword', { token: TOKEN, password: '…' }],
    ['confirm-email', 'auth.confirmEmailChange', { token: TOKEN }],
  ])('calls what the page /%s calls', (page, procedure, input) => {
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
  ])('is none for: %s', (link) => {
    expect(curlOfLink(link, SERVER)).toBeNull();
  });
});
