import { expect, test } from 'vitest';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';

test('there are ten codes of 80 bits, in groups that can be read aloud', () => {
  const { codes } = newRecoveryCodes();
  expect(codes).toHaveLength(10);
  for (const code of codes) expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
});

test('no code occurs twice', () => {
  const codes = Array.from({ length: 50 }, () => newRecoveryCodes().codes).flat();
  expect(new Set(codes).size).toBe(500);
});

test('a code matches its hash in every spelling', () => {
  const { codes, hashes } = newRecoveryCodes();
  expect(codes.map(hashRecoveryCode)).toEqual(hashes);
  const [code = '', hash] = [codes[3], hashes[3]];
  expect(hashRecoveryCode(code.replaceAll('-', ''))).toBe(hash);
  expect(hashRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(hash);
});

test('the hash does not reveal the code', () => {
  const { codes, hashes } = newRecoveryCodes();
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashes.join()).not.toContain(codes[0]?.replaceAll('-', ''));
});
