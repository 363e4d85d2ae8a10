import { parseAddress } from './client-address.ts';

/** Header in which a server that renders pages passes on the address of its visitor. */
const SIGNED_ADDRESS_HEADER = 'x-signed-address';

/** `v1`, Unix seconds, an address without a zone, and the signature in hex. */
const FORMAT = /^v1;(\d{1,12});([\da-f.:]{2,45});([\da-f]{64})$/i;

/** How old a signature may be, or how far ahead another clock. */
const MAX_AGE_MS = 60_000;

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;
const encoder = new TextEncoder();

function importSecret(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', encoder.encode(secret), HMAC, false, ['verify']);
}

/** Reads the address in `x-signed-address`; null without one that a known secret has signed. */
export type SignedAddressReader = (headers: Headers) => Promise<string | null>;

/**
 * Creates a reader of addresses that servers with one of these secrets have signed with HMAC-SHA-256
 * within the last minute. Several secrets allow to change them one after the other. Everything that
 * is not so signed counts as absent.
 */
export function createSignedAddressReader(
  secrets: readonly string[],
  now: () => number = Date.now,
): SignedAddressReader {
  let keys: Promise<readonly CryptoKey[]> | undefined;

  return async function signedAddressOf(headers) {
    const header = headers.get(SIGNED_ADDRESS_HEADER);
    if (header === null || secrets.length === 0) return null;
    const [, seconds = '', address = '', signature = ''] = FORMAT.exec(header) ?? [];
    if (parseAddress(address) === null) return null;
    if (Math.abs(now() - Number(seconds) * 1000) > MAX_AGE_MS) return null;
    const text = encoder.encode(`${SIGNED_ADDRESS_HEADER};v1;${seconds};${address}`);
    const bytes = Uint8Array.from(signature.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
    keys ??= Promise.all(secrets.map(importSecret));
    // Compares in constant time (W3C Web Cryptography, section 31.6).
    const checks = (await keys).map((key) => crypto.subtle.verify(HMAC, key, bytes, text));
    return (await Promise.all(checks)).includes(true) ? address : null;
  };
}
