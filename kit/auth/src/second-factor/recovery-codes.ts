import { createHash, randomBytes } from 'node:crypto';
import { Secret } from 'otpauth';

const CODES = 10;
/** 80 bits, 16 characters of base32: too many to try, hashed or not. */
const CODE_BYTES = 10;

/** New recovery codes, shown once, and the hashes that the database stores. */
export interface NewRecoveryCodes {
  readonly codes: readonly string[];
  /** In the order of the codes. */
  readonly hashes: readonly string[];
}

function newCode(): string {
  const { base32 } = new Secret({ buffer: new Uint8Array(randomBytes(CODE_BYTES)).buffer });
  return base32.toLowerCase().replaceAll(/.{4}(?=.)/g, '$&-');
}

/** Returns the stored form of a code: SHA-256 in hex. Case, spaces and hyphens are ignored. */
export function hashRecoveryCode(code: string): string {
  const plain = code.replaceAll(/[\s-]/g, '').toLowerCase();
  return createHash('sha256').update(plain).digest('hex');
}

/** Creates ten single-use codes (`abcd-efgh-2345-jklm`) that replace a lost authenticator. */
export function newRecoveryCodes(): NewRecoveryCodes {
  const codes = Array.from({ length: CODES }, newCode);
  return { codes, hashes: codes.map(hashRecoveryCode) };
}
