import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateError } from '../create-error.ts';

export interface Tarball {
  readonly packageName: string;
  readonly fileName: string;
  readonly path: string;
}

/** Name that `pnpm pack` gives to the tarball of a package. */
function tarballName(packageName: string, version: string): string {
  return `${packageName.replace('@', '').replace('/', '-')}-${version}.tgz`;
}

/**
 * Finds the tarball of each package in a folder.
 * @throws {CreateError} when the folder cannot be read or lacks one.
 */
export async function findTarballs(
  folder: string,
  versions: Readonly<Record<string, string>>,
): Promise<readonly Tarball[]> {
  const present = await readdir(folder).catch(() => {
    throw new CreateError(`The folder of tarballs, ${folder}, cannot be read.`);
  });
  const tarballs = Object.entries(versions).map(([packageName, version]) => {
    const fileName = tarballName(packageName, version);
    return { packageName, fileName, path: join(folder, fileName) };
  });
  const missing = tarballs.filter(({ fileName }) => !present.includes(fileName));
  if (missing.length === 0) return tarballs;
  const names = missing.map(({ fileName }) => `  ${fileName}`).join('\n');
  throw new CreateError(
    `${folder} lacks tarballs that the template needs:\n${names}\n` +
      'In the repository of the kit, `pnpm pack:all FOLDER` packs them all.',
  );
}
