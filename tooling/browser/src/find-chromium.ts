import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Names of programs that Playwright can drive, in the order in which they are looked for. */
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where they are installed without being on the path. */
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns the path of a Chromium or Chrome of this machine; null when there is none. The variable
 * `CHROMIUM` names another one, by its path or by a name on the path.
 */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const { CHROMIUM, PATH = '' } = env;
  const names = CHROMIUM === undefined ? PROGRAMS : [CHROMIUM];
  const paths = names.flatMap((name) =>
    isAbsolute(name) ? [name] : PATH.split(delimiter).map((folder) => join(folder, name)),
  );
  return [...paths, ...(CHROMIUM === undefined ? INSTALLED : [])].find(isProgram) ?? null;
}
