import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How often the folder is looked at, and for how long: machines of users are busy with other things. */
const LOOK_MS = 100;
const LIMIT_MS = 240_000;

/** Decodes quoted-printable text (RFC 2045, section 6.7). */
function decodeQuoted(text: string): string {
  return text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (run) =>
      Buffer.from(run.replaceAll('=', ''), 'hex').toString(),
    );
}

const IS_QUOTED = /^content-transfer-encoding:\s*quoted-printable/im;

/** Decodes the parts of an email that are encoded; in others `#token=7E` is no code of a character. */
function decode(eml: string): string {
  const parts = eml.split(/^(?=--)/m);
  return parts.map((part) => (IS_QUOTED.test(part) ? decodeQuoted(part) : part)).join('');
}

/** Returns the newest email to an address that has the pattern; null when there is none yet. */
async function findEmail(dir: string, to: string, pattern: RegExp): Promise<string | null> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const found: { readonly text: string; readonly at: number }[] = [];
  for (const name of names) {
    const path = join(dir, name);
    const text = decode(await readFile(path, 'utf8'));
    if (text.includes(to) && pattern.test(text))
      found.push({ text, at: (await stat(path)).mtimeMs });
  }
  return found.sort((a, b) => b.at - a.at)[0]?.text ?? null;
}

/**
 * Waits for an email in a folder of `.eml` files and returns its text: the newest one to the address
 * that matches the pattern.
 *
 * @throws {Error} when none has come within four minutes.
 */
export async function waitForEmail(dir: string, to: string, pattern = /(?:)/): Promise<string> {
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    const email = await findEmail(dir, to, pattern);
    if (email !== null) return email;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`No such email to ${to} has come to ${dir}.`);
}

/** Waits for an email with a link, and returns the token of the link. */
export async function waitForLinkToken(dir: string, to: string): Promise<string> {
  const pattern = /#token=([\w-]+)/;
  const [, token = ''] = pattern.exec(await waitForEmail(dir, to, pattern)) ?? [];
  return token;
}
