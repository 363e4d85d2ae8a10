import Bowser from 'bowser';

/** Names longer than this are cut before anybody looks at them. */
const MAX_USER_AGENT = 512;
const MAX_NAME = 60;

/** RFC 9110, section 10.1.5: what a program calls itself comes first. */
const PRODUCT = /^([A-Za-z][\w.+-]*)/;

/**
 * The caller's program as it names itself: `Firefox on Windows`, `curl`, or `unknown`. At most 60
 * characters; it is for people to recognise their sessions by, and nothing may depend on it.
 */
export function deviceOf(userAgent: string | null): string {
  const text = (userAgent ?? '').slice(0, MAX_USER_AGENT).trim();
  if (text === '') return 'unknown';
  const { browser, os } = Bowser.parse(text);
  const program = browser.name || PRODUCT.exec(text)?.[1];
  if (program === undefined) return 'unknown';
  const name = os.name ? `${program} on ${os.name}` : program;
  return name.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').slice(0, MAX_NAME);
}
