import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs a program in a folder and returns whether it succeeded; its output goes to the terminal. */
function run(command: string, args: readonly string[], cwd: string, isQuiet = false) {
  return new Promise<boolean>((resolve) => {
    const child = spawn(command, args, {
      cwd,
      stdio: isQuiet ? 'ignore' : 'inherit',
      // npx is a script there, which only a shell starts; no argument of it comes from the caller.
      shell: process.platform === 'win32' && command === 'npx',
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

/**
 * Begins a repository with the project as its first commit, so that a diff shows what `pnpm gen` and
 * its user add. Leaves a project inside of another repository as it is. Returns what git could not
 * do, or null.
 */
export async function initializeGit(project: string): Promise<string | null> {
  const git = (...args: string[]) => run('git', args, project, true);
  if (await git('rev-parse', '--is-inside-work-tree')) return null;
  if (!(await git('init', '--initial-branch=main'))) {
    return 'git could not begin a repository there.';
  }
  const isCommitted =
    (await git('add', '--all')) && (await git('commit', '--message=Create the project'));
  return isCommitted ? null : 'git could not commit the project: does it know your name and email?';
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
