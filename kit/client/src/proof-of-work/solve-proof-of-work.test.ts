import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { solveProofOfWork } from './solve-proof-of-work.ts';

const binaryHash = (text: string) =>
  Array.from(createHash('sha256').update(text).digest(), (byte) =>
    byte.toString(2).padStart(8, '0'),
  ).join('');

test.each([0, 1, 7, 8, 9, 12])('a solution has the required %i zero bits', async (bits) => {
  for (const text of ['a token', 'ñ', '']) {
    const solution = await solveProofOfWork(text, bits);
    expect(binaryHash(`${text}:${solution}`).slice(0, bits)).toBe('0'.repeat(bits));
  }
});

test('a search that is aborted ends', async () => {
  const controller = new AbortController();
  const search = solveProofOfWork('impossible', 256, { signal: controller.signal });
  controller.abort(new Error('the page was left'));
  await expect(search).rejects.toThrow('the page was left');
});
