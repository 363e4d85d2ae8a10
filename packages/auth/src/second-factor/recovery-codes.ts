import { createHash, randomBytes } from 'node:crypto';
import { Secret } from 'otpauth';

const CODES = 10;
/** 80 bits: 16 characters of base32, more than anybody can try out, hashed or not. */
const CODE_BYTES = 10;

/** Codes to write down, as they are shown once, and what the database keeps of them. */
export interface NewRecoveryCodes {
  readonly codes: readonly string[];
  /** In the order of the codes. */
  readonly hashes: readonly string[];
}

function newCode(): string {
  const { base32 } = new Secret({ buffer: new Uint8Array(randomBytes(CODE_BYTES)).buffer });
  return base32.toLowerCase().replaceAll(/.{4}(?=.)/g, '$&-');
}

/** What the database keeps of a code: SHA-256 in hex. Case, spaces and hyphens do not count. */
export function hashRecoveryCode(code: string): string {
  const plain = code.replaceAll(/[\s-]/g, '').toLowerCase();
  return createHash('sha256').update(plain).digest('hex');
}

/** Ten new codes (`abcd-efgh-2345-jklm`) in place of a lost authenticator; each is to be used once. */
export function newRecoveryCodes(): NewRecoveryCodes {
  const codes = Array.from({ length: CODES }, newCode);
  return { codes, hashes: codes.map(hashRecoveryCode) };
}
