import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Secrets of 32 bytes that all processes share: the present one, then former ones. */
export type FormSecrets = readonly [Uint8Array, ...Uint8Array[]];

/** What a signature or a hash is for; each purpose has separate keys. */
export type KeyPurpose = 'form token' | 'newsletter address' | 'newsletter link' | 'form limit';

/** Keyed signatures and hashes. Those of a former secret are valid as long as it is configured. */
export interface Keyring {
  sign(purpose: KeyPurpose, text: string): string;
  isSigned(purpose: KeyPurpose, text: string, signature: string): boolean;
  /** Returns the hash of a text under each secret, the present one first. */
  hashesOf(purpose: KeyPurpose, text: string): readonly [string, ...string[]];
}

const KEY_BYTES = 32;

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Creates the keys of forms from secrets. */
export function createKeyring([present, ...former]: FormSecrets): Keyring {
  const derived = new Map<string, (text: string) => string>();

  const hasherOf = (secret: Uint8Array, index: number, purpose: KeyPurpose) => {
    const name = `${index} ${purpose}`;
    const known = derived.get(name);
    if (known !== undefined) return known;
    const key = new Uint8Array(hkdfSync('sha256', secret, '', `trastienda ${purpose}`, KEY_BYTES));
    const hash = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
    derived.set(name, hash);
    return hash;
  };

  const hashesOf: Keyring['hashesOf'] = (purpose, text) => [
    hasherOf(present, 0, purpose)(text),
    ...former.map((secret, index) => hasherOf(secret, index + 1, purpose)(text)),
  ];

  return {
    hashesOf,
    sign: (purpose, text) => hasherOf(present, 0, purpose)(text),
    isSigned: (purpose, text, signature) =>
      hashesOf(purpose, text).some((valid) => isSame(valid, signature)),
  };
}
