import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs a program in a folder and returns whether it succeeded; its output goes to the terminal. */
function run(command: string, args: readonly string[], cwd: string, isQuiet = false) {
  return new Promise<boolean>((resolve) => {
    const child = spawn(command, args, {
      cwd,
      stdio: isQuiet ? 'ignore' : 'inherit',
      // npx is a script there, which only a shell starts; no argument comes from the caller.
      shell: process.platform === 'win32',
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

/** Begins a repository, unless the project is inside of one; returns whether it is in one. */
export async function initializeGit(project: string): Promise<boolean> {
  if (await run('git', ['rev-parse', '--is-inside-work-tree'], project, true)) return true;
  return run('git', ['init', '--initial-branch=main'], project, true);
}

/** Installs the dependencies of a project with the package manager that it names. */
export async function installDependencies(project: string): Promise<boolean> {
  const manifest: { packageManager: string } = JSON.parse(
    await readFile(join(project, 'package.json'), 'utf8'),
  );
  // An npx around this program has set its packages for those inside of it.
  const args = ['--yes', `--package=${manifest.packageManager}`, '--', 'pnpm', 'install'];
  return run('npx', args, project);
}
