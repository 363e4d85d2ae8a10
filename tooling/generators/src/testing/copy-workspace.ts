import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

/** Builds that tests use in place of sources. */
const BUILDS = ['kit/embedded-mongo/dist'];

function listFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const paths = execFileSync('git', args, { cwd: REPOSITORY, encoding: 'utf8' }).split('\0');
  return paths.filter((path) => path !== '' && existsSync(join(REPOSITORY, path)));
}

/**
 * Copies the links of installed packages: those to packages of the workspace then lead into the copy,
 * and those to others, through a link to the store, to the same files.
 */
function copyModules(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name === '.pnpm') symlinkSync(join(from, name), join(to, name), 'junction');
    else if (!name.startsWith('.') || name === '.bin') {
      cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    }
  }
}

/** Copies the files of this repository to an empty folder, with its installed packages. */
export function copyWorkspace(target: string): void {
  const files = listFiles();
  for (const path of files) {
    mkdirSync(join(target, dirname(path)), { recursive: true });
    cpSync(join(REPOSITORY, path), join(target, path));
  }
  const packages = files.filter((path) => /(?:^|\/)package\.json$/.test(path)).map(dirname);
  for (const folder of packages) {
    const modules = join(REPOSITORY, folder, 'node_modules');
    if (existsSync(modules)) copyModules(modules, join(target, folder, 'node_modules'));
  }
  for (const path of BUILDS) {
    cpSync(join(REPOSITORY, path), join(target, path), { recursive: true });
  }
}
