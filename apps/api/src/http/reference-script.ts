import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** The copy of the build, and the file that the build copies, from the root of this package. */
const PATHS = [
  'dist/reference.js',
  'node_modules/@scalar/api-reference/dist/browser/standalone.js',
];

/**
 * Returns the function that reads the script of the API reference; null when the server runs from its
 * sources where the script is not installed.
 */
export function findReferenceScript(packageRoot: URL): (() => Promise<string>) | null {
  const file = PATHS.map((path) => new URL(path, packageRoot)).find((url) => existsSync(url));
  return file === undefined ? null : () => readFile(file, 'utf8');
}
