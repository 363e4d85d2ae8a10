import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs a command of this workspace in its root and returns what it printed. */
export async function runInWorkspace(command: 'pnpm' | 'turbo', args: string[]): Promise<string> {
  // `pnpm run` puts the workspace's own commands and itself on the path.
  const { stdout } = await promisify(execFile)(command, args, {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  return stdout;
}
