const LABEL = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?';
/** RFC 1035, section 2.3.1, with RFC 1123, section 2.1; at least two labels. */
const ASCII_DOMAIN = new RegExp(`^(?:${LABEL}\\.)+${LABEL}$`);
const MAX_LENGTH = 253;

/**
 * Returns a domain in its ASCII form as URLs have it (UTS 46), or null when it is none. Whether the
 * Punycode of an ASCII domain is checked depends on the runtime: Node 24 does not.
 */
function toAscii(domain: string): string | null {
  // Everything that has a URL API converts domains by it; `URL.canParse` is not everywhere yet.
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}

/** A non-ASCII label: beside one, every runtime checks the Punycode of the other labels. */
const UNICODE_LABEL = 'ü';
const UNICODE_LABEL_ASCII = 'xn--tda';

const hasValidPunycode = (domain: string, ascii: string) =>
  !ascii.includes('xn--') ||
  toAscii(`${domain}.${UNICODE_LABEL}`) === `${ascii}.${UNICODE_LABEL_ASCII}`;

/** Whether letters, digits, hyphens and dots are a domain that DNS can have, and no IP address. */
export function isDomain(text: string): boolean {
  const ascii = toAscii(text);
  if (ascii === null || ascii.length > MAX_LENGTH || !ASCII_DOMAIN.test(ascii)) return false;
  return !/\.\d+$/.test(ascii) && hasValidPunycode(text, ascii);
}
