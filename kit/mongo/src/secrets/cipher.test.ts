import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCipher, type EncryptionKey, UnsealError } from './cipher.ts';

const newKey = (id: string): EncryptionKey => ({ id, key: randomBytes(32) });
const first = newKey('2025');
const second = newKey('2026');
const cipher = createCipher([first]);

const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });

describe('sealing', () => {
  test('a sealed text opens again in its context', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, context) => {
        expect(cipher.open(cipher.seal(text, context), context)).toBe(text);
      }),
    );
  });

  test('seals the same text differently each time', () => {
    const seals = Array.from({ length: 100 }, () => cipher.seal('text', 'context'));
    expect(new Set(seals).size).toBe(100);
  });

  test('a sealed text names its format and its key, and reveals nothing of the text', () => {
    const sealed = cipher.seal('correct horse', 'context');
    expect(sealed).toMatch(/^v1\.2025\.[\w-]+$/);
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes('correct')).toBe(false);
  });
});

describe('opening rejects', () => {
  test('another context', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (text, context, other) => {
        fc.pre(context !== other);
        expect(() => cipher.open(cipher.seal(text, context), other)).toThrow(UnsealError);
      }),
    );
  });

  test('a text in which any bit has changed', () => {
    const sealed = cipher.seal('JBSWY3DPEHPK3PXP', 'totp:1');
    const bits = Array.from({ length: sealed.length * 8 }, (_, bit) => bit);
    for (const bit of bits) {
      const bytes = Buffer.from(sealed, 'latin1');
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => cipher.open(bytes.toString('latin1'), 'totp:1')).toThrow(UnsealError);
    }
  });

  test('another spelling of the same bytes', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=';
    // 44 bytes: the last base64 character has unused bits.
    const sealed = cipher.seal('JBSWY3DPEHPK3PXP', 'totp:1');
    for (const character of alphabet.replace(sealed.at(-1) ?? '', '')) {
      const respelt = sealed.slice(0, -1) + character;
      expect(() => cipher.open(respelt, 'totp:1')).toThrow(UnsealError);
    }
  });

  test('a text that was truncated or extended', () => {
    const sealed = cipher.seal('JBSWY3DPEHPK3PXP', 'totp:1');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => cipher.open(sealed.slice(0, length), 'totp:1')).toThrow(UnsealError);
    }
    for (const tail of ['A', '=', '\n', '.', 'AAAA']) {
      expect(() => cipher.open(sealed + tail, 'totp:1')).toThrow(UnsealError);
    }
  });

  test('a text sealed with an unknown key, and names the key', () => {
    const sealed = createCipher([second]).seal('text', 'context');
    expect(() => cipher.open(sealed, 'context')).toThrow(
      new UnsealError("There is no encryption key '2026' to open this text with."),
    );
  });

  test('a text sealed with a key of the same id and other bytes', () => {
    const sealed = createCipher([newKey('2025')]).seal('text', 'context');
    expect(() => cipher.open(sealed, 'context')).toThrow(UnsealError);
  });

  test('a seal whose key id was replaced by another, even of the same key under two ids', () => {
    const twin = { id: 'twin', key: first.key };
    const sealed = cipher.seal('text', 'context').replace('2025', 'twin');
    expect(() => createCipher([first, twin]).open(sealed, 'context')).toThrow(UnsealError);
  });
});

describe('rotation', () => {
  const rotated = createCipher([second, first]);

  test('seals with a new first key, and still opens texts of the old one', () => {
    const old = cipher.seal('text', 'context');
    expect(rotated.open(old, 'context')).toBe('text');
    expect(rotated.seal('text', 'context')).toMatch(/^v1\.2026\./);
  });

  test('reports texts that need resealing', () => {
    expect(rotated.isCurrent(cipher.seal('text', 'context'))).toBe(false);
    expect(rotated.isCurrent(rotated.seal('text', 'context'))).toBe(true);
    expect(createCipher([newKey('20')]).isCurrent(cipher.seal('text', 'context'))).toBe(false);
  });
});

describe('keys are rejected', () => {
  test.each([
    ['16 bytes', [{ id: 'a', key: randomBytes(16) }]],
    ['33 bytes', [{ id: 'a', key: randomBytes(33) }]],
    ['an empty id', [{ id: '', key: randomBytes(32) }]],
    ['an id with a dot', [{ id: 'a.b', key: randomBytes(32) }]],
  ] as [string, [EncryptionKey]][])('that have %s', (_, keys) => {
    expect(() => createCipher(keys)).toThrow(/key/);
  });

  test('that share one id', () => {
    expect(() => createCipher([newKey('a'), newKey('a')])).toThrow("the id 'a'");
  });
});
