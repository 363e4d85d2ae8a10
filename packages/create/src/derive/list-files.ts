import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of builds, caches and data, which no repository has. */
const isLeftOut = (name: string) =>
  (name.startsWith('.') && !name.endsWith('.template')) ||
  ['node_modules', 'dist', 'coverage', 'CHANGELOG.md'].includes(name);

/** Returns the paths of all files in a folder, relative to it; for a file, an empty path. */
export async function listFiles(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [''];
  const entries = await readdir(path, { withFileTypes: true });
  const lists = entries
    .filter((entry) => !isLeftOut(entry.name))
    .map(async (entry) => {
      if (entry.isFile()) return [entry.name];
      if (!entry.isDirectory()) return [];
      const inside = await listFiles(join(path, entry.name));
      return inside.map((file) => `${entry.name}/${file}`);
    });
  return (await Promise.all(lists)).flat().sort();
}
