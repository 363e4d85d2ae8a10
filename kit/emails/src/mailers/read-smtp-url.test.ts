import { describe, expect, test } from 'vitest';
import { readSmtpUrl } from './read-smtp-url.ts';

describe('a remote mail server', () => {
  test('uses TLS from the first byte with smtps', () => {
    expect(readSmtpUrl('smtps://mail.example.com')).toEqual({
      host: 'mail.example.com',
      port: 465,
      secure: true,
      requireTLS: false,
      tls: { rejectUnauthorized: true },
    });
  });

  test('receives no email and no password before STARTTLS with smtp', () => {
    expect(readSmtpUrl('smtp://ana%40shop:p%3Ass%2Fword@mail.example.com:2525')).toEqual({
      host: 'mail.example.com',
      port: 2525,
      secure: false,
      requireTLS: true,
      tls: { rejectUnauthorized: true },
      auth: { user: 'ana@shop', pass: 'p:ss/word' },
    });
  });

  test.each(['10.0.0.7', 'localhost.example.com', '127.evil.example', '[2001:db8::1]', '0.0.0.0'])(
    'is remote under any name other than this machine: %s',
    (host) => {
      expect(readSmtpUrl(`smtp://${host}`).requireTLS).toBe(true);
    },
  );

  test('works without TLS if the URL says so', () => {
    expect(readSmtpUrl('smtp://relay.internal:25?tls=optional')).toMatchObject({
      requireTLS: false,
      tls: { rejectUnauthorized: false },
    });
  });
});

describe('a mail server on this machine', () => {
  test.each(['localhost', '127.0.0.1', '127.0.1.1', '[::1]', 'mail.localhost'])(
    'needs no TLS: %s',
    (host) => {
      const server = readSmtpUrl(`smtp://${host}:1025`);
      expect(server).toMatchObject({ port: 1025, secure: false, requireTLS: false });
      expect(server.host).toBe(host.replaceAll(/[[\]]/g, ''));
    },
  );

  test('requires TLS if the URL says so', () => {
    expect(readSmtpUrl('smtp://localhost?tls=required').requireTLS).toBe(true);
  });
});

test.each([
  'mail.example.com',
  'smtp://',
  'http://user:hunter2@mail.example.com',
  'smtp://user:hunter2@mail.example.com:99999',
  'smtp://user:hunter2@mail.example.com?tls=no',
  'smtp://user:hunter2@mail.example.com?secure=false',
  'smtp://user:hunter2%@mail.example.com',
])('what is no address of a mail server is refused without its password: %s', (url) => {
  let refusal: unknown;
  try {
    readSmtpUrl(url);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(Error);
  expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toContain('hunter2');
});
