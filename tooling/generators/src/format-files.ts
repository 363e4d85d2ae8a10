import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Finds a program that the application or its workspace has installed. */
function findProgram(folder: string, name: string): string | undefined {
  const file = join(folder, 'node_modules', '.bin', name);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : findProgram(parent, name);
}

/**
 * Formats files with Biome, and sorts their imports, if the application has it. Returns what Biome
 * says when it objects; undefined otherwise.
 */
export function formatFiles(root: string, paths: readonly string[]): string | undefined {
  const biome = findProgram(root, 'biome');
  if (biome === undefined || paths.length === 0) return undefined;
  const args = ['check', '--write', '--no-errors-on-unmatched', '--files-ignore-unknown=true'];
  const { status, stdout, stderr } = spawnSync(biome, [...args, ...paths], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return status === 0 ? undefined : `${stdout}${stderr}`;
}
