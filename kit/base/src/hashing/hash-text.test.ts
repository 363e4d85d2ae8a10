import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashOnWeb, hashText } from './hash-text.ts';

test.each(['', 'a', 'mañana 🌅', 'x'.repeat(20_000)])(
  'The hash of a text is the same on every runtime: %#',
  async (text) => {
    const expected = createHash('sha256').update(text).digest('base64url');
    expect(await hashText(text)).toBe(expected);
    expect(await hashOnWeb(text)).toBe(expected);
  },
);
