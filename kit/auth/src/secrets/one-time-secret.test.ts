import { describe, expect, test } from 'vitest';
import { hashSecret, newSecret } from './one-time-secret.ts';

describe('a secret', () => {
  test('has 256 bits as text that needs no escaping in a URL, after its prefix', () => {
    expect(newSecret()).toMatch(/^[\w-]{43}$/);
    expect(newSecret('ts_')).toMatch(/^ts_[\w-]{43}$/);
    expect(newSecret('tk_')).toMatch(/^tk_[\w-]{43}$/);
  });

  test('is never repeated', () => {
    const secrets = Array.from({ length: 1000 }, () => newSecret('ts_'));
    expect(new Set(secrets).size).toBe(secrets.length);
  });
});

describe('its hash', () => {
  test('is the SHA-256 of the whole text in hex (FIPS 180-4, example)', () => {
    expect(hashSecret('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test('includes the prefix, so that a session token is no API key', () => {
    expect(hashSecret('ts_abc')).not.toBe(hashSecret('tk_abc'));
  });
});
