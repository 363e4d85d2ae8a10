import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const LEFT_OUT = /^(node_modules|dist|coverage|\..*)$/;

/**
 * Returns the files that a folder holds at any depth, relative to it, with `/`: without installed
 * packages, builds and hidden folders, which other tests write to at the same time.
 */
export function filesIn(folder: string): string[] {
  // Not `recursive`: it follows the links of node_modules, from package to package.
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name];
    if (LEFT_OUT.test(entry.name)) return [];
    return filesIn(join(folder, entry.name)).map((path) => `${entry.name}/${path}`);
  });
}
