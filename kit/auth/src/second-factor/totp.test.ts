import { describe, expect, test } from 'vitest';
import { createTotp } from './totp.ts';

/** RFC 6238, appendix B: the ASCII text `12345678901234567890` in base32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

function totpAt(seconds: number) {
  return createTotp({
    issuer: 'Ferretería Ana',
    clock: { now: () => new Date(seconds * 1000) },
  });
}

describe('codes', () => {
  test.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1111111111, '050471', 37037037],
    [1234567890, '005924', 41152263],
    [2000000000, '279037', 66666666],
    [20000000000, '353130', 666666666],
  ])('are those of RFC 6238 at %i seconds', (seconds, code, step) => {
    expect(totpAt(seconds).matchStep(RFC_SECRET, code)).toBe(step);
  });

  test('match in the step before and after theirs, and return their own step', () => {
    const step = 37037037;
    const matches = [-2, -1, 0, 1, 2].map((away) =>
      totpAt((step + away) * 30).matchStep(RFC_SECRET, '050471'),
    );
    expect(matches).toEqual([null, step, step, step, null]);
  });

  test.each(['050472', '', '50471', '0050471', '050471 ', 'abcdef', '０５０４７１'])(
    'that are malformed do not match: %s',
    (code) => {
      expect(totpAt(1111111111).matchStep(RFC_SECRET, code)).toBeNull();
    },
  );

  test('belong to one secret', () => {
    const totp = totpAt(1111111111);
    expect(totp.matchStep(totp.newSecret(), '050471')).toBeNull();
  });
});

describe('a secret', () => {
  test('has 160 bits in base32 and is never repeated', () => {
    const totp = totpAt(0);
    const secrets = Array.from({ length: 100 }, () => totp.newSecret());
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new Set(secrets).size).toBe(100);
  });

  test('is passed to an authenticator app as a URI with shop and account', () => {
    const uri = new URL(totpAt(0).uri(RFC_SECRET, 'ana+shop@example.com'));
    expect(`${uri.protocol}//${uri.host}`).toBe('otpauth://totp');
    expect(decodeURIComponent(uri.pathname)).toBe('/Ferretería Ana:ana+shop@example.com');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'Ferretería Ana',
      secret: RFC_SECRET,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
