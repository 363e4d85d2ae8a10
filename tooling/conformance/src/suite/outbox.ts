import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How often the folder is looked at, and for how long. */
const LOOK_MS = 100;
const LIMIT_MS = 60_000;

/** Returns the newest email to an address; null when there is none yet. */
async function findEmail(dir: string, to: string): Promise<string | null> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const found: { readonly text: string; readonly at: number }[] = [];
  for (const name of names) {
    const path = join(dir, name);
    const text = await readFile(path, 'utf8');
    if (text.includes(to)) found.push({ text, at: (await stat(path)).mtimeMs });
  }
  return found.sort((a, b) => b.at - a.at)[0]?.text ?? null;
}

/**
 * Waits for an email to an address, and returns the token of the link in it.
 *
 * @throws {Error} when none has come within a minute.
 */
export async function waitForEmail(dir: string, to: string): Promise<string> {
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    const [, token] = /#token=([\w-]+)/.exec((await findEmail(dir, to)) ?? '') ?? [];
    if (token !== undefined) return token;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`No email to ${to} has come to ${dir}.`);
}
