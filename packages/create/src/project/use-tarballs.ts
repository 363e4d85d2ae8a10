import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tarball } from './find-tarballs.ts';

const FOLDER = 'vendor';

/** Returns workspace settings in which every package, at any depth, comes from its tarball. */
function overrideWithTarballs(settings: string, tarballs: readonly Tarball[]): string {
  const lines = tarballs.map(
    ({ packageName, fileName }) => `  "${packageName}": file:./${FOLDER}/${fileName}\n`,
  );
  const comment = '  # The kit comes from files; without these lines, from npm.\n';
  const header = /^overrides:\n/m;
  if (!header.test(settings)) return `${settings}\noverrides:\n${comment}${lines.join('')}`;
  return settings.replace(header, (found) => `${found}${comment}${lines.join('')}`);
}

/**
 * Copies tarballs into a project and makes it install them in place of what the registry has, so
 * that the project is whole wherever it is copied to.
 */
export async function useTarballs(project: string, tarballs: readonly Tarball[]): Promise<void> {
  await mkdir(join(project, FOLDER));
  for (const { path, fileName } of tarballs) await copyFile(path, join(project, FOLDER, fileName));
  const settings = join(project, 'pnpm-workspace.yaml');
  const text = await readFile(settings, 'utf8');
  await writeFile(settings, overrideWithTarballs(text, tarballs));
}
