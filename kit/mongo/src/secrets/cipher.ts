import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encryption key for data at rest. */
export interface EncryptionKey {
  /** Stored with each text that the key has sealed; letters, digits, `_` and `-`. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/**
 * A sealed text cannot be opened; the message gives the reason and contains nothing of the text.
 */
export class UnsealError extends Error {
  override readonly name = 'UnsealError';
}

/** Encrypts short texts with AES-256-GCM; a sealed text names its key. */
export interface Cipher {
  /** Encrypts a text. `context` (its kind and owner) must be the same to open it. */
  seal(text: string, context: string): string;
  /**
   * Decrypts a text.
   *
   * @throws {UnsealError} when the key is unknown, the context differs, or the text was modified.
   */
  open(sealed: string, context: string): string;
  /** Returns whether the text was sealed with the key that seals new texts. */
  isCurrent(sealed: string): boolean;
  /**
   * Returns the id of the key that sealed the text.
   *
   * @throws {UnsealError} when it is not a sealed text.
   */
  keyIdOf(sealed: string): string;
}

const ALGORITHM = 'aes-256-gcm';
const FORMAT = 'v1';
const KEY_BYTES = 32;
/** NIST SP 800-38D, section 8.2.2: random IVs of 96 bits suffice for 2^32 texts per key. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

const KEY_ID = /^[\w-]{1,64}$/;
const SEALED = /^v1\.([\w-]{1,64})\.([\w-]+)$/;

/**
 * The context is last and the other parts contain no dot, so that no two contexts give the same
 * bytes.
 */
function associatedData(keyId: string, context: string): Buffer {
  return Buffer.from(`${FORMAT}.${keyId}.${context}`, 'utf8');
}

function parseSealed(sealed: string): { keyId: string; bytes: Buffer } {
  const [, keyId = '', body = ''] = SEALED.exec(sealed) ?? [];
  const bytes = Buffer.from(body, 'base64url');
  // A decoder ignores the last bits of base64; without this check two texts would be the same seal.
  const isCanonical = bytes.toString('base64url') === body;
  if (!isCanonical || bytes.length < IV_BYTES + TAG_BYTES) {
    throw new UnsealError('This is not a sealed text.');
  }
  return { keyId, bytes };
}

function checkKeys(keys: readonly EncryptionKey[]): void {
  const ids = new Set<string>();
  for (const { id, key } of keys) {
    if (!KEY_ID.test(id)) {
      throw new Error('The id of an encryption key has 1 to 64 letters, digits, `_` and `-`.');
    }
    if (key.byteLength !== KEY_BYTES) {
      throw new Error(
        `Encryption key '${id}' has ${key.byteLength} bytes in place of ${KEY_BYTES}.`,
      );
    }
    if (ids.has(id)) throw new Error(`There are two encryption keys with the id '${id}'.`);
    ids.add(id);
  }
}

/**
 * Creates a cipher that seals with the first key and opens with all of them. Throws when a key does
 * not have 32 bytes, or an id is malformed or used twice.
 */
export function createCipher(keys: readonly [EncryptionKey, ...EncryptionKey[]]): Cipher {
  checkKeys(keys);
  const keysById = new Map(keys.map(({ id, key }) => [id, key]));
  const [current] = keys;

  function seal(text: string, context: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, current.key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(associatedData(current.id, context));
    const body = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
    const sealed = Buffer.concat([body, cipher.getAuthTag()]);
    return `${FORMAT}.${current.id}.${sealed.toString('base64url')}`;
  }

  function open(sealed: string, context: string): string {
    const { keyId, bytes } = parseSealed(sealed);
    const key = keysById.get(keyId);
    if (key === undefined) {
      throw new UnsealError(`There is no encryption key '${keyId}' to open this text with.`);
    }
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(associatedData(keyId, context));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const body = bytes.subarray(IV_BYTES, -TAG_BYTES);
    try {
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new UnsealError('A sealed text has changed, or belongs to something else.', { cause });
    }
  }

  return {
    seal,
    open,
    keyIdOf: (sealed) => parseSealed(sealed).keyId,
    isCurrent: (sealed) => sealed.startsWith(`${FORMAT}.${current.id}.`),
  };
}
