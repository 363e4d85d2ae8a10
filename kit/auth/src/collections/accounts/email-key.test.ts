import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailKey } from './email-key.ts';

/** Letters of many scripts, including those with irregular case mappings or Unicode forms. */
const localPart = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...'aZéÉßẞſıİiIΣσςΐᾳǅﬁﬃŉǰΚKÅåøØđñÑ가각각ｅＥ①²'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 20,
  })
  .map((text) => text.replaceAll(/[\s@"]/g, ''))
  .filter((text) => text !== '');

const domain = fc.oneof(
  fc.domain(),
  fc.constantFrom('bücher.example', 'faß.example', 'ελλάς.example', '例え.example'),
);

const address = fc.tuple(localPart, domain).map(([local, host]) => `${local}@${host}`);

const forms = fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD');

describe('equivalent email addresses have one key', () => {
  test('in any Unicode form', () => {
    fc.assert(
      fc.property(address, forms, (email, form) => {
        expect(emailKey(email.normalize(form))).toBe(emailKey(email));
      }),
    );
  });

  test('in any case', () => {
    // The uppercase of a dotless i is I: the only letter whose case matters.
    const withoutDotlessI = address.filter((email) => !email.includes('ı'));
    fc.assert(
      fc.property(withoutDotlessI, (email) => {
        const [local, host] = email.split('@') as [string, string];
        const key = emailKey(email);
        expect(emailKey(`${local.toLowerCase()}@${host}`)).toBe(key);
        expect(emailKey(`${local.toUpperCase()}@${host}`)).toBe(key);
        expect(emailKey(`${local}@${host.toLowerCase()}`)).toBe(key);
        // In domains ß and ς are distinct letters without uppercase forms (UTS 46, deviations).
        if (!/[ßς]/.test(host)) expect(emailKey(`${local}@${host.toUpperCase()}`)).toBe(key);
      }),
    );
  });

  test('and the key of a key is the key itself', () => {
    fc.assert(
      fc.property(address, (email) => {
        expect(emailKey(emailKey(email))).toBe(emailKey(email));
      }),
    );
  });

  test.each([
    ['Ana.Garcia@Example.COM', 'ana.garcia@example.com'],
    ['STRASSE@example.com', 'straße@example.com'],
    ['STRAẞE@example.com', 'straße@example.com'],
    ['ΟΔΥΣΣΕΥΣ@example.com', 'οδυσσευς@example.com'],
    ['α\u0345\u0301@example.com', 'ᾴ@example.com'],
    ['ﬁna@example.com', 'FINA@example.com'],
    ['ａｎａ@example.com', 'ana@example.com'],
    ['a\u200bn\u00ada@example.com', 'ana@example.com'],
    ['ana@BÜCHER.example', 'ana@xn--bcher-kva.example'],
    ['ana@bu\u0308cher.example', 'ana@bücher.example'],
    ['ana@ｅｘａｍｐｌｅ。com', 'ana@example.com'],
  ])('%s is %s', (one, other) => {
    expect(emailKey(one)).toBe(emailKey(other));
  });
});

describe('different addresses have different keys', () => {
  test.each([
    ['ana.garcia@example.com', 'anagarcia@example.com'],
    ['ana+shop@example.com', 'ana@example.com'],
    ['mıke@example.com', 'mike@example.com'],
    ['jose@example.com', 'josé@example.com'],
    ['ana@faß.example', 'ana@fass.example'],
    ['ana@gmail.com/evil', 'ana@gmail.com'],
    ['ana@gmail.com#evil', 'ana@gmail.com'],
    ['ana@gmail.com?evil', 'ana@gmail.com'],
    ['ana@gmail.com\\evil', 'ana@gmail.com'],
    ['ana@gm%61il.com', 'ana@gmail.com'],
    ['ana@evil@gmail.com', 'ana@gmail.com'],
  ])('%s is not %s', (one, other) => {
    expect(emailKey(one)).not.toBe(emailKey(other));
  });
});
