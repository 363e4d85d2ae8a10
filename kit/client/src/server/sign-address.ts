import type { ClientHeaders } from '../client-options.ts';

/** The address of a visitor, which a server that renders pages passes on. */
export interface ForwardedAddress {
  /**
   * Secret of at least 32 characters that the called server has, too. A program that knows it may call as
   * any address, so no browser may get it.
   */
  readonly secret: string;
  /**
   * The visitor's IPv4 or IPv6 address, such as `192.0.2.7` or `2001:db8::7`; a zone or port is left
   * out. Null, undefined or empty when it is unknown. A list such as `X-Forwarded-For` is rejected.
   */
  readonly address: string | null | undefined;
}

const HEADER = 'x-signed-address';
const MIN_SECRET_LENGTH = 32;

const encoder = new TextEncoder();
const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

/** Some proxies append the port as well: `192.0.2.7:4711`, `[2001:db8::7]:4711`. */
const WITH_PORT = /^\[([^\]]+)\](?::\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/;

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const IPV6_CHARACTERS = /^[\da-f.:]{2,45}$/i;

/** Returns whether servers read this text as an address. */
function isAddress(text: string): boolean {
  if (IPV4.test(text)) return true;
  return IPV6_CHARACTERS.test(text) && URL.canParse(`http://[${text}]`);
}

/** Returns the address without zone and port; empty when it is unknown. */
function readAddress({ address }: ForwardedAddress): string {
  const given = (address ?? '').trim();
  const [, ipv6, ipv4] = WITH_PORT.exec(given) ?? [];
  // The zone of a link-local address means something to this machine alone.
  const text = (ipv6 ?? ipv4 ?? given).replace(/%[\w.-]+$/, '');
  if (given === '' || isAddress(text)) return text;
  throw new TypeError(
    'The forwarded address must be one IPv4 or IPv6 address, or null when it is unknown. ' +
      'Of a list such as X-Forwarded-For, pass the entry that your own proxy has added.',
  );
}

function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Returns a function that returns the header of one request, with the address, the time and an
 * HMAC-SHA-256 of both: `v1;1764495875;192.0.2.7;<hex>`. It is valid for a minute.
 *
 * @throws {TypeError} when the secret is too short, or the address is none.
 */
export function signAddress(forwarded: ForwardedAddress): () => Promise<ClientHeaders> {
  const { secret } = forwarded;
  if (secret.length < MIN_SECRET_LENGTH) {
    throw new TypeError(`The secret of addresses must have ${MIN_SECRET_LENGTH} characters.`);
  }
  const text = readAddress(forwarded);
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
