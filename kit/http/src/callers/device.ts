import Bowser from 'bowser';

/** Longer user agents are cut before parsing. */
const MAX_USER_AGENT = 512;
const MAX_NAME = 60;

/** RFC 9110, section 10.1.5: the main product comes first. */
const MAIN_NAME = /^([A-Za-z][\w.+-]*)/;

/**
 * Returns the name of the caller's program: `Firefox on Windows`, `curl`, or `unknown`, at most 60
 * characters. It helps people recognize their sessions; nothing may depend on it.
 */
export function deviceOf(userAgent: string | null): string {
  const text = (userAgent ?? '').slice(0, MAX_USER_AGENT).trim();
  if (text === '') return 'unknown';
  const { browser, os } = Bowser.parse(text);
  const program = browser.name || MAIN_NAME.exec(text)?.[1];
  if (program === undefined) return 'unknown';
  const name = os.name ? `${program} on ${os.name}` : program;
  return name.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').slice(0, MAX_NAME);
}
