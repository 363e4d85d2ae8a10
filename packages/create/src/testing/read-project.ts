import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Returns the files of a project by their paths, with `/` on every system. */
export async function readProject(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async (entry): Promise<[string, string]> => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path).replaceAll('\\', '/'), await readFile(path, 'utf8')];
  });
  return new Map(await Promise.all(texts));
}
