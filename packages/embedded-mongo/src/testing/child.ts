import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/**
 * Fails where the package was not built: the test task builds it first, and building it here would
 * pull the files away under the tests of other packages that start it.
 */
export function requireBuild(): void {
  if (!existsSync(CLI)) throw new Error('There is no build output; run the build first.');
}

/** A server in a process of its own. */
export interface ChildServer {
  readonly uri: string;
  readonly process: ChildProcess;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly exited: Promise<number | string>;
}

interface CliLimits {
  /** POSIX only: no file of the process grows beyond that; writes fail as on a full disk. */
  readonly maxFileKiB?: number;
  /** A disk of this size and its directory, in the process's own eyes; see {@link hasSmallDisks}. */
  readonly smallDisk?: { readonly dir: string; readonly mebibytes: number };
}

/** Whether processes here may have small disks of their own: Linux, where users may have namespaces. */
export function hasSmallDisks(): boolean {
  return spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
}

function limited({ maxFileKiB, smallDisk }: CliLimits): readonly string[] {
  if (maxFileKiB !== undefined) {
    return ['bash', '-c', `ulimit -f ${maxFileKiB}; trap '' XFSZ; exec "$@"`, 'bash'];
  }
  if (smallDisk === undefined) return [];
  const mount = `mount -t tmpfs -o size=${smallDisk.mebibytes}m none "$0" && exec "$@"`;
  return ['unshare', '-rm', 'bash', '-c', mount, smallDisk.dir];
}

/** Starts the command without waiting for anything. */
export function spawnCli(
  args: readonly string[],
  limits: CliLimits = {},
): ChildProcessByStdio<null, Readable, Readable> {
  const [file = '', ...rest] = [...limited(limits), process.execPath, CLI, ...args];
  return spawn(file, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Starts the command and waits for the URI it prints. */
export function startCli(args: readonly string[], limits?: CliLimits): Promise<ChildServer> {
  return new Promise((resolve, reject) => {
    const child = spawnCli(args, limits);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const exited = new Promise<number | string>((done) => {
      // Not at `exit`: what it has written may still be on its way.
      child.once('close', (code, signal) => {
        done(code ?? signal ?? 'unknown');
        reject(new Error(`The server ended with ${code ?? signal}: ${errors}`));
      });
    });
    createInterface(child.stdout).once('line', (uri) => resolve({ uri, process: child, exited }));
  });
}
