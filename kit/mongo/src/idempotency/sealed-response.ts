import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { IdempotentCall } from './idempotent-call.ts';

/** Marks a sealed response. JSON never starts with it, and earlier versions stored plain JSON. */
const PREFIX = 'v1.';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Derives the key of a response from the call's idempotency key, of which the database has only a
 * hash: a repetition of the call can open its response, and no other party can.
 */
function keyOf({ procedure, caller, input: { idempotencyKey } }: IdempotentCall): Buffer {
  const info = JSON.stringify(['trastienda idempotent answer', procedure, caller]);
  return Buffer.from(hkdfSync('sha256', idempotencyKey, '', info, KEY_BYTES));
}

/** Seals a response, which may contain personal data, for repetitions of the call. */
export function sealResponse(call: IdempotentCall, answer: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(call), iv);
  const body = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final()]);
  return PREFIX + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/** Opens the result of `sealResponse` for the same call; throws when it was modified. */
export function openResponse(call: IdempotentCall, stored: string): string {
  if (!stored.startsWith(PREFIX)) return stored;
  const bytes = Buffer.from(stored.slice(PREFIX.length), 'base64url');
  const decipher = createDecipheriv(CIPHER, keyOf(call), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const body = bytes.subarray(IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}
