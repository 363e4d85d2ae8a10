import type { ClientHeaders } from '../client-options.ts';

/** The address of a visitor, which a server that renders pages passes on. */
export interface ForwardedAddress {
  /**
   * Secret of at least 32 characters that the called server has, too. A program that knows it may call as
   * any address, so no browser may get it.
   */
  readonly secret: string;
  /** The visitor's IPv4 or IPv6 address; null or undefined when it is unknown. */
  readonly address: string | null | undefined;
}

const HEADER = 'x-signed-address';
const MIN_SECRET_LENGTH = 32;

const encoder = new TextEncoder();
const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Returns a function that returns the header of one request, with the address, the time and an
 * HMAC-SHA-256 of both: `v1;1764495875;192.0.2.7;<hex>`. It is valid for a minute.
 *
 * @throws {TypeError} when the secret is too short.
 */
export function signAddress({ secret, address }: ForwardedAddress): () => Promise<ClientHeaders> {
  if (secret.length < MIN_SECRET_LENGTH) {
    throw new TypeError(`The secret of addresses must have ${MIN_SECRET_LENGTH} characters.`);
  }
  // The zone of a link-local address means something to this machine alone.
  const text = (address ?? '').trim().replace(/%.*$/, '');
  if (text === '') return async () => ({});
  let key: Promise<CryptoKey> | undefined;

  return async () => {
    key ??= crypto.subtle.importKey('raw', encoder.encode(secret), HMAC, false, ['sign']);
    const claim = `v1;${Math.floor(Date.now() / 1000)};${text}`;
    const signed = encoder.encode(`${HEADER};${claim}`);
    const signature = toHex(await crypto.subtle.sign(HMAC, await key, signed));
    return { [HEADER]: `${claim};${signature}` };
  };
}
