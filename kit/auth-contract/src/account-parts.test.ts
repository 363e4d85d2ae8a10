import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EmailAddress,
  MAX_PASSWORD_LENGTH,
  OneTimeSecret,
  Password,
  RecoveryCode,
  TotpCode,
} from './account-parts.ts';
import { SecondFactor } from './auth-calls.ts';

describe('a password', () => {
  test.each(['😀', 'e\u0301'])('may have the full length in characters like %s', (one) => {
    expect(Password.parse(one.repeat(MAX_PASSWORD_LENGTH))).toHaveLength(2 * MAX_PASSWORD_LENGTH);
  });

  test('is kept unchanged, spaces included, and has a maximum length', () => {
    expect(Password.parse('  two  spaces ')).toBe('  two  spaces ');
    expect(Password.safeParse('').success).toBe(false);
    expect(Password.safeParse('x'.repeat(100_000)).success).toBe(false);
  });
});

describe('an email address', () => {
  test('is normalized to one Unicode form, without surrounding spaces', () => {
    expect(EmailAddress.parse(' jose\u0301@example.com\n')).toBe('jos\u00e9@example.com');
  });

  test.each([
    "o'hara+shop@example.com",
    'josé.müller@correo.example',
    'почта@пример.рф',
    '用户@例子.公司',
    'उदाहरण@डोमेन.भारत',
    '$ne@x-y.example',
  ])('is %s', (text) => expect(EmailAddress.parse(text)).toBe(text.normalize('NFC')));

  test.each([
    ...['', 'ana', '@example.com', 'ana@', 'ana@localhost', 'a b@example.com', 'a@b@c.es'],
    ...['.a@x.es', 'a..b@x.es', 'a@x..es', 'a@.x.es', '"a"@x.es', 'a@[192.0.2.1]'],
    ...[`${'é'.repeat(33)}@x.es`, `a@${'x'.repeat(250)}.es`],
  ])('is not %j', (text) => expect(EmailAddress.safeParse(text).success).toBe(false));

  test.each([
    ...['a@-example.com', 'a@example-.com', 'a@x.-es', 'a@x.es-', 'a@-.es', 'a@x.-'],
    ...['a@1.2.3.4', 'a@1.2', 'a@example.123', 'a@0x7f.1', 'a@example.0x10', 'a@１.2.3.4'],
    // Punycode that decodes to nothing, or to a domain that is spelled differently.
    ...['a@xn--a.com', 'a@xn--.com', 'a@xn--mller-kv.de', 'a@xn--u-ccb.com'],
    ...[`a@${'x'.repeat(64)}.es`, `a@${'ü'.repeat(60)}.es`],
  ])('has a domain that can be, unlike %j', (text) =>
    expect(EmailAddress.safeParse(text).success).toBe(false),
  );

  test.each([
    'a@1.es',
    'a@3com.com',
    'a@xn--mller-kva.de',
    'a@faß.de',
    'a@a--b.es',
    `a@${'x'.repeat(63)}.es`,
  ])('has a domain that can be: %s', (text) => expect(EmailAddress.parse(text)).toBe(text));

  test('is parsed to itself', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        const read = EmailAddress.safeParse(text);
        if (read.success) expect(EmailAddress.parse(read.data)).toBe(read.data);
      }),
    );
  });

  test.each([
    ...['a,b@x.es', 'a@x.es,b', 'a;b@x.es', 'a<b>@x.es', 'a@x.es(b)', 'a@x.es>', 'a:b@x.es'],
    ...['a@x.es\r\nBcc: b@x.es', 'a\u0000@x.es', 'a\u202e@x.es', 'a\u200b@x.es', 'a\ud800@x.es'],
    ...['a，b@x.es', 'a＠b@x.es', 'a@x。es'],
  ])('is one address and no more, unlike %j', (text) =>
    expect(EmailAddress.safeParse(text).success).toBe(false),
  );

  test('is rejected without delay when it is far too long', () => {
    for (const text of [`${'a.'.repeat(1e6)}@x.es`, `a@${'x-'.repeat(1e6)}`, 'a'.repeat(1e6)]) {
      expect(EmailAddress.safeParse(text).error?.issues).toMatchObject([{ code: 'too_big' }]);
    }
  });
});

describe('codes', () => {
  test('are accepted in the forms that people type', () => {
    expect(TotpCode.parse(' 123 456 ')).toBe('123456');
    expect(RecoveryCode.parse('ABCD-efgh 2345-6723')).toBe('abcdefgh23456723');
  });

  test.each(['12345', '1234567', '12345a', '１２３４５６'])('%s is rejected', (text) =>
    expect(TotpCode.safeParse(text).success).toBe(false),
  );

  test('are of exactly one of two kinds', () => {
    const recoveryCode = 'abcdefgh23456723';
    expect(SecondFactor.safeParse({ code: '123456', recoveryCode }).success).toBe(false);
    expect(SecondFactor.safeParse({}).success).toBe(false);
    expect(SecondFactor.parse({ recoveryCode })).toEqual({ recoveryCode });
  });
});

describe('a secret', () => {
  test('has no characters that a query string or a page would interpret', () => {
    for (const text of ['$ne', '{"$gt":""}', `${'a'.repeat(43)}\n`, '<b>'.repeat(10)]) {
      expect(OneTimeSecret.safeParse(text).success).toBe(false);
    }
    expect(OneTimeSecret.parse('aB3_-'.repeat(8))).toHaveLength(40);
  });
});
