const LABEL = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?';
/** RFC 1035, section 2.3.1, with RFC 1123, section 2.1; at least two labels. */
const ASCII_DOMAIN = new RegExp(`^(?:${LABEL}\\.)+${LABEL}$`);
const MAX_LENGTH = 253;

/**
 * Returns a domain in its ASCII form as in URLs (UTS 46), or null if it is invalid. Whether the
 * Punycode of an ASCII domain is checked depends on the runtime: Node 24 does not check it.
 */
function toAscii(domain: string): string | null {
  // Uses `URL`, which every runtime has; `URL.canParse` is not available everywhere yet.
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}

/** A non-ASCII label, which makes every runtime check the Punycode of the other labels. */
const UNICODE_LABEL = 'ü';
const UNICODE_LABEL_ASCII = 'xn--tda';

const hasValidPunycode = (domain: string, ascii: string) =>
  !ascii.includes('xn--') ||
  toAscii(`${domain}.${UNICODE_LABEL}`) === `${ascii}.${UNICODE_LABEL_ASCII}`;

/** Returns whether a text is a domain possible in DNS, and not an IP address. */
export function isDomain(text: string): boolean {
  const ascii = toAscii(text);
  if (ascii === null || ascii.length > MAX_LENGTH || !ASCII_DOMAIN.test(ascii)) return false;
  return !/\.\d+$/.test(ascii) && hasValidPunycode(text, ascii);
}
